using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Orders;

/// <summary>How an order stands.</summary>
internal enum OrderState
{
    Draft,
    Placed,
    Confirmed,
    Expired,
    Cancelled,
    Failed,
}

/// <summary>
/// What was agreed and what is owed. The prices are locked when it is drafted; it is paid as a whole, or not at all. Money is asked back
/// for each cancelled booking once, and only after it was taken.
/// </summary>
[StreamCategory("order")]
internal sealed class Order : AggregateRoot<OrderId>
{
    public const int MaxLines = 9;

    private readonly Dictionary<string, OrderLineCancelled> cancelled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderRefundRequested> requested = new(StringComparer.Ordinal);
    private readonly HashSet<string> refunds = new(StringComparer.Ordinal);
    private readonly HashSet<string> heldUp = new(StringComparer.Ordinal);
    private readonly HashSet<string> expired = new(StringComparer.Ordinal);
    private readonly HashSet<string> declined = new(StringComparer.Ordinal);
    private string? paymentId;

    private Order()
    {
    }

    public OrderState State { get; private set; }

    public string? UserId { get; private set; }

    public ContactDetails Contact { get; private set; } = new("", null, "");

    public IReadOnlyList<OrderLine> Lines { get; private set; } = [];

    public Money Total { get; private set; }

    public DateTimeOffset PayBefore { get; private set; }

    private IReadOnlyList<string> BookingIds => [.. Lines.Select(l => l.BookingId)];

    private IReadOnlyList<string> References => [.. Lines.Select(l => l.Reference)];

    private bool HasEnded => State is OrderState.Expired or OrderState.Cancelled or OrderState.Failed;

    public static Order Draft(OrderId id, string? userId, ContactDetails contact, IReadOnlyList<OrderLine> lines)
    {
        Check(new OrderMustHaveLinesRule(lines.Count));
        Check(new OrderMustBeInOneCurrencyRule(lines.Select(l => l.Price)));
        var order = new Order();
        order.Apply(new OrderDrafted(id, userId, contact, lines, Money.Sum(lines.Select(l => l.Price), lines[0].Price.Currency)));
        return order;
    }

    /// <summary>Asks for the money.</summary>
    /// <param name="payBefore">The earliest deadline of its bookings.</param>
    /// <param name="now">The instant of the decision.</param>
    public void Place(DateTimeOffset payBefore, DateTimeOffset now)
    {
        if (State == OrderState.Placed)
        {
            return;
        }

        Check(new OrderMustBeADraftRule(State));
        Check(new DeadlineMustNotHavePassedRule(payBefore, now));
        Apply(new OrderPlaced(Id, UserId, Contact, BookingIds, Total, payBefore));
    }

    public void DeclinePayment(string payment, string reason, int attemptsLeft)
    {
        if (declined.Contains(payment))
        {
            return;
        }

        Check(new OrderMustAwaitPaymentRule(State));
        Apply(new OrderPaymentDeclined(Id, Contact, payment, reason, attemptsLeft, PayBefore, References));
    }

    /// <summary>The money was taken and the tickets are issued.</summary>
    public void Confirm(string payment, Money amount)
    {
        if (State == OrderState.Confirmed && paymentId == payment)
        {
            return;
        }

        Check(new OrderMustAwaitPaymentRule(State));
        Check(new PaymentMustCoverTheOrderRule(amount, Total));
        Apply(new OrderPaid(Id, payment, amount));
        Apply(new OrderConfirmed(Id, UserId, BookingIds, Contact, Total, payment, References));
        foreach (var line in cancelled.Values.ToList())
        {
            RequestRefund(line); // Cancelled while the money was being taken.
        }
    }

    /// <summary>A booking's hold ran out. A draft is over with it; whether a placed order is, the purchase knows.</summary>
    public void ExpireBooking(string booking)
    {
        if (State == OrderState.Draft)
        {
            Apply(new OrderExpired(Id, Contact, "It was not placed before the seats had to be given back.", References));
        }
        else if (State == OrderState.Placed && !expired.Contains(booking))
        {
            Apply(new OrderHoldExpired(Id, booking));
        }
    }

    /// <summary>A booking was cancelled: of a confirmed order, money goes back.</summary>
    public void CancelBooking(string booking, string reason, Money refund, Money retained)
    {
        if (cancelled.ContainsKey(booking) || HasEnded)
        {
            return;
        }

        Apply(new OrderLineCancelled(Id, booking, reason, refund, retained));
        if (State == OrderState.Confirmed)
        {
            RequestRefund(cancelled[booking]);
        }
        else if (State == OrderState.Draft)
        {
            Apply(new OrderCancelled(Id, Contact, reason, References));
        }
    }

    /// <summary>Ends an order for which no money is kept.</summary>
    public void End(OrderEnd how, string reason)
    {
        if (HasEnded)
        {
            return;
        }

        if (State == OrderState.Confirmed)
        {
            Check(new OrderMustAwaitPaymentRule(State));
        }

        Apply(how switch
        {
            OrderEnd.Expired => new OrderExpired(Id, Contact, reason, References),
            OrderEnd.Cancelled => new OrderCancelled(Id, Contact, reason, References),
            _ => new OrderFailed(Id, Contact, reason, References),
        });
    }

    /// <summary>Money was given back: for a cancelled booking, or by staff for a reason of their own.</summary>
    public void RecordRefund(string refundId, Money amount)
    {
        if (!refunds.Contains(refundId))
        {
            var (booking, reason) = requested.TryGetValue(refundId, out var asked) ? (asked.BookingId, asked.Reason) : ("", "Given by our staff.");
            var about = Lines.Where(l => l.BookingId == booking).Select(l => l.Reference).ToList();
            Apply(new OrderRefunded(Id, refundId, booking, Contact, amount, reason, about.Count > 0 ? about : References));
        }
    }

    /// <summary>A refund did not go through by itself.</summary>
    public void HoldUpRefund(string refundId)
    {
        if (requested.TryGetValue(refundId, out var asked) && !refunds.Contains(refundId) && !heldUp.Contains(refundId))
        {
            Apply(new OrderRefundHeldUp(Id, refundId, asked.BookingId, asked.Amount));
        }
    }

    private void RequestRefund(OrderLineCancelled line)
    {
        var refund = DerivedId.From(Id.Value, $"refund:{line.BookingId}").ToString("N");
        if (line.Refund.Minor > 0 && !requested.ContainsKey(refund))
        {
            Apply(new OrderRefundRequested(Id, refund, line.BookingId, paymentId!, line.Refund, line.Reason));
        }
    }

    private void When(OrderDrafted e) =>
        (Id, State, UserId, Contact, Lines, Total) = (e.OrderId, OrderState.Draft, e.UserId, e.Contact, e.Lines, e.Total);

    private void When(OrderPlaced e) => (State, PayBefore) = (OrderState.Placed, e.PayBefore);

    private void When(OrderPaymentDeclined e) => declined.Add(e.PaymentId);

    private void When(OrderHoldExpired e) => expired.Add(e.BookingId);

    private void When(OrderLineCancelled e) => cancelled[e.BookingId] = e;

    private void When(OrderPaid e) => paymentId = e.PaymentId;

    private void When(OrderConfirmed e) => State = OrderState.Confirmed;

    private void When(OrderExpired e) => State = OrderState.Expired;

    private void When(OrderCancelled e) => State = OrderState.Cancelled;

    private void When(OrderFailed e) => State = OrderState.Failed;

    private void When(OrderRefundRequested e) => requested[e.RefundId] = e;

    private void When(OrderRefunded e) => refunds.Add(e.RefundId);

    private void When(OrderRefundHeldUp e) => heldUp.Add(e.RefundId);
}
