using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Processes;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features;
using Contrail.Ordering.Features.Cases;

namespace Contrail.Ordering.Processes;

// The name is the storage format.
[EventType("ordering.refund.started.v1")]
internal sealed record RefundStarted(OrderId OrderId, string BookingId) : IDomainEvent;

/// <summary>Gives money back and does not rest until it is given, or a person has a case.</summary>
[StreamCategory("refund")]
internal sealed class Refund : ProcessManager, IProcess<Refund>
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);
    private OrderId order;

    public static void Define(ProcessDefinition<Refund> process) => process
        .StartsOn<OrderRefundRequested>(e => e.RefundId, (p, e) => p.Start(e))
        .On<PaymentRefundedV1>(e => e.RefundId, (p, _) => p.Complete("refunded"))
        .On<PaymentRefundFailedV1>(e => e.RefundId, (p, e) => p.HandOver(e.Reason))
        .OnTimeout("refund", p => p.HandOver("The refund was not answered within two days."))
        .OnRefused<RefundPayment>((p, refusal) => p.HandOver(refusal.Message));

    private void Start(OrderRefundRequested e)
    {
        Apply(new RefundStarted(e.OrderId, e.BookingId));
        Send(new RefundPayment(e.PaymentId, e.RefundId, e.Amount, e.Reason));
        SetDeadline("refund", Patience);
    }

    private void HandOver(string why)
    {
        Send(new OpenCase($"refund:{Key}", order.ToString(), $"A refund could not be given: {why}"));
        Send(new HoldUpRefund(order, Key));
        Fail(why);
    }

    private void When(RefundStarted e) => order = e.OrderId;
}
