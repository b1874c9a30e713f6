using Contrail.Contracts.Payments;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features;

namespace Contrail.Ordering.Reactions;

/// <summary>Money that was given back is noted at the order, whoever asked for it.</summary>
internal sealed class OnPaymentRefunded : IReaction<PaymentRefundedV1>
{
    public ICommand React(EventEnvelope<PaymentRefundedV1> e) => new RecordRefund(OrderId.Parse(e.Event.OrderId), e.Event.RefundId, e.Event.Amount);
}
