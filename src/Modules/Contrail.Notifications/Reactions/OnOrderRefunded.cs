using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>Money goes back: say how much.</summary>
internal sealed class OnOrderRefunded : IReaction<OrderRefundedV1>
{
    public ICommand? React(EventEnvelope<OrderRefundedV1> e) => RequestNotification.About(e, AllTemplates.RefundMade, e.Event.Contact);
}
