using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Projections;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Features.History;

/// <summary>What can happen to an order, in words that do not change.</summary>
internal enum OrderHistoryKind
{
    /// <summary>The price is locked, payment awaited.</summary>
    Placed,

    /// <summary>Somebody tries to pay.</summary>
    PaymentStarted,

    /// <summary>A payment was declined; another may be tried.</summary>
    PaymentDeclined,

    /// <summary>Reserved money was let go.</summary>
    PaymentReleased,

    /// <summary>The money was taken.</summary>
    Paid,

    /// <summary>Everything that was ordered is there.</summary>
    Confirmed,

    /// <summary>A booking of the order was cancelled.</summary>
    BookingCancelled,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>Given up before it was paid.</summary>
    Cancelled,

    /// <summary>It could not be paid or fulfilled.</summary>
    Failed,

    /// <summary>Money is to go back.</summary>
    RefundRequested,

    /// <summary>Money went back.</summary>
    Refunded,

    /// <summary>A refund did not go through by itself: staff see to it.</summary>
    RefundDelayed,
}

/// <summary>One thing that happened.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="Kind">What, for programs and translations.</param>
/// <param name="Text">What, in words for travellers.</param>
/// <param name="Amount">The money that it is about.</param>
/// <param name="BookingId">The booking that it is about.</param>
/// <param name="Time">Until when it is to be paid.</param>
internal sealed record OrderHistoryItem(
    DateTimeOffset At, OrderHistoryKind Kind, string Text, Money? Amount = null, string? BookingId = null, DateTimeOffset? Time = null);

/// <summary>Everything that happened to one order, oldest first.</summary>
internal sealed record OrderHistoryRow(string OrderId, IReadOnlyList<OrderHistoryItem> Items);

/// <summary>What happened to every order, from its own events and from what Payments told.</summary>
internal sealed class OrderHistoryProjection : Projection<OrderHistoryRow>
{
    public const string ReadModel = "order_history";

    public OrderHistoryProjection()
        : base(ReadModel, version: 2)
    {
        Tell<OrderPlaced>(e => e.OrderId, e => new(default, OrderHistoryKind.Placed, Plain.Placed(e), e.Total, Time: e.PayBefore));
        Tell<OrderPaymentDeclined>(e => e.OrderId, e => new(default, OrderHistoryKind.PaymentDeclined, Plain.Declined(e), Time: e.PayBefore));
        Tell<OrderPaid>(e => e.OrderId, e => new(default, OrderHistoryKind.Paid, $"{Plain.Amount(e.Amount)} was paid.", e.Amount));
        Tell<OrderConfirmed>(e => e.OrderId, e => new(default, OrderHistoryKind.Confirmed, "The order is complete.", e.Total));
        Tell<OrderLineCancelled>(
            e => e.OrderId, e => new(default, OrderHistoryKind.BookingCancelled, $"A booking of this order was cancelled. {e.Reason}", e.Refund, e.BookingId));
        Tell<OrderExpired>(e => e.OrderId, e => new(default, OrderHistoryKind.Expired, e.Reason));
        Tell<OrderCancelled>(e => e.OrderId, e => new(default, OrderHistoryKind.Cancelled, $"The order was cancelled. {e.Reason}"));
        Tell<OrderFailed>(e => e.OrderId, e => new(default, OrderHistoryKind.Failed, $"The order was not completed. {e.Reason}"));
        Tell<OrderRefundRequested>(
            e => e.OrderId, e => new(default, OrderHistoryKind.RefundRequested, $"A refund of {Plain.Amount(e.Amount)} is on its way.", e.Amount, e.BookingId));
        Tell<OrderRefunded>(e => e.OrderId, e => new(default, OrderHistoryKind.Refunded, Plain.Refunded(e), e.Amount, e.BookingId.Length == 0 ? null : e.BookingId));
        Tell<OrderRefundHeldUp>(
            e => e.OrderId,
            e => new(default, OrderHistoryKind.RefundDelayed, "The refund did not go through by itself. Our staff see to it; nothing is needed from you.", e.Amount, e.BookingId));
        Hear<PaymentStartedV1>(e => e.OrderId, e => new(default, OrderHistoryKind.PaymentStarted, Plain.Started(e), e.Amount));
        Hear<PaymentVoidedV1>(e => e.OrderId, _ => new(default, OrderHistoryKind.PaymentReleased, "The payment was released. Nothing was charged."));
    }

    private void Tell<TEvent>(Func<TEvent, OrderId> order, Func<TEvent, OrderHistoryItem> what)
        where TEvent : notnull =>
        On<TEvent>(e => order(e), (row, e, at) => new OrderHistoryRow(order(e).ToString(), [.. row?.Items ?? [], what(e) with { At = at.RecordedAt }]));

    /// <summary>What Payments told; of an order that Ordering never placed, nothing is kept.</summary>
    private void Hear<TEvent>(Func<TEvent, string> order, Func<TEvent, OrderHistoryItem> what)
        where TEvent : notnull =>
        On<TEvent>(order, (row, e, at) => row is null ? null : row with { Items = [.. row.Items, what(e) with { At = at.RecordedAt }] });
}
