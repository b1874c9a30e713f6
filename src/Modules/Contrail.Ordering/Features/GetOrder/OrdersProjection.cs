using Contrail.Contracts.Payments;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Features.GetOrder;

/// <summary>Every order, with what Payments told of its payments.</summary>
internal sealed class OrdersProjection : Projection<OrderRow>
{
    public const string ReadModel = "orders";

    public OrdersProjection()
        : base(ReadModel, version: 2)
    {
        On<OrderDrafted>(e => e.OrderId, (_, e, at) => Drafted(e, at));
        Order<OrderPlaced>(e => e.OrderId, (row, e) => row with { Status = OrderStatus.AwaitingPayment, PayBefore = e.PayBefore, AttemptsLeft = Processes.Purchase.MaxAttempts });
        Order<OrderPaymentDeclined>(e => e.OrderId, (row, e) => row with { Status = OrderStatus.AwaitingPayment, AttemptsLeft = e.AttemptsLeft, Reason = e.Reason });
        Order<OrderHoldExpired>(e => e.OrderId, (row, _) => row);
        Order<OrderLineCancelled>(e => e.OrderId, Cancel);
        Order<OrderPaid>(e => e.OrderId, (row, _) => row);
        Order<OrderConfirmed>(e => e.OrderId, (row, _) => row with { Status = StatusOf(row, OrderStatus.Confirmed), Reason = null });
        Order<OrderExpired>(e => e.OrderId, (row, e) => row with { Status = OrderStatus.Expired, Reason = e.Reason });
        Order<OrderCancelled>(e => e.OrderId, (row, e) => row with { Status = OrderStatus.Cancelled, Reason = e.Reason });
        Order<OrderFailed>(e => e.OrderId, (row, e) => row with { Status = OrderStatus.Failed, Reason = e.Reason });
        Order<OrderRefundRequested>(e => e.OrderId, (row, e) => row with { Refunds = [.. row.Refunds, new(e.RefundId, e.BookingId, "requested", e.Amount)] });
        Order<OrderRefunded>(e => e.OrderId, Refunded);
        Order<OrderRefundHeldUp>(e => e.OrderId, (row, e) => row with { Refunds = [.. row.Refunds.Select(r => r.Id == e.RefundId ? r with { Status = "heldUp" } : r)] });
        Payment<PaymentStartedV1>(e => e.OrderId, Started);
        Payment<PaymentAuthorizedV1>(e => e.OrderId, (row, e) => row.WithPayment(e.PaymentId, "authorized"));
        Payment<PaymentFailedV1>(e => e.OrderId, (row, e) => row.WithPayment(e.PaymentId, "failed", e.Reason));
        Payment<PaymentCapturedV1>(e => e.OrderId, (row, e) => row.WithPayment(e.PaymentId, "captured"));
        Payment<PaymentVoidedV1>(e => e.OrderId, (row, e) => row.WithPayment(e.PaymentId, "voided"));
        Index("user_id", "number");
        Index("email", "number");
        Index("status", "number");
        Index("number");
    }

    private static OrderRow Drafted(OrderDrafted e, RecordedEvent at) => new(
        e.OrderId.ToString(), at.Position, e.UserId, e.Contact.Email.ToLowerInvariant(), OrderStatus.Draft,
        [.. e.Lines.Select(l => new OrderRowLine(l.BookingId, l.Reference, l.Text, l.Price, false, null, null))],
        e.Total, null, [], [], null, null, at.RecordedAt, at.RecordedAt, at.Version);

    private static OrderRow Started(OrderRow row, PaymentStartedV1 e)
    {
        var started = row.WithPayment(new OrderRowPayment(e.PaymentId, "started", e.Amount, e.Method.ToString().ToLowerInvariant(), e.Brand, e.Last4, null));
        return row.Status == OrderStatus.AwaitingPayment ? started with { Status = OrderStatus.Paying, Reason = null } : started;
    }

    private static OrderRow Refunded(OrderRow row, OrderRefunded e) =>
        row with { Refunds = [.. row.Refunds.Where(r => r.Id != e.RefundId), new OrderRowRefund(e.RefundId, e.BookingId, "refunded", e.Amount)] };

    private static OrderRow Cancel(OrderRow row, OrderLineCancelled e)
    {
        var lines = row.Lines.Select(l => l.BookingId == e.BookingId ? l with { IsCancelled = true, Refund = e.Refund, Retained = e.Retained } : l);
        var changed = row with { Lines = [.. lines] };
        return row.Status == OrderStatus.Confirmed ? changed with { Status = StatusOf(changed, OrderStatus.Confirmed), Reason = e.Reason } : changed;
    }

    /// <summary>A confirmed order of which every booking was cancelled is cancelled.</summary>
    private static OrderStatus StatusOf(OrderRow row, OrderStatus otherwise) => row.Lines.All(l => l.IsCancelled) ? OrderStatus.Cancelled : otherwise;

    /// <summary>An event of the order's own stream: it carries the version.</summary>
    private void Order<TEvent>(Func<TEvent, object> key, Func<OrderRow, TEvent, OrderRow> change)
        where TEvent : notnull =>
        On<TEvent>(key, (row, e, at) => change(row!, e) with { UpdatedAt = at.RecordedAt, Version = at.Version });

    /// <summary>What Payments told; of an order that Ordering never had, nothing is kept.</summary>
    private void Payment<TEvent>(Func<TEvent, object> key, Func<OrderRow, TEvent, OrderRow> change)
        where TEvent : notnull =>
        On<TEvent>(key, (row, e, at) => row is null ? null : change(row, e) with { UpdatedAt = at.RecordedAt });
}
