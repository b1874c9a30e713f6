using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Payments.Features;

namespace Contrail.Payments.Reactions;

/// <summary>Nobody pays for an order that has ended.</summary>
internal sealed class OnOrderEnded : IReaction<OrderEndedV1>
{
    public ICommand? React(EventEnvelope<OrderEndedV1> e) => new AbandonOrderPayment(e.Event.OrderId);
}
