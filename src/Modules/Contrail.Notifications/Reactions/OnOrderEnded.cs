using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>An order failed: say so. Of one that expired or was cancelled the booking's own letter tells.</summary>
internal sealed class OnOrderEnded : IReaction<OrderEndedV1>
{
    public ICommand? React(EventEnvelope<OrderEndedV1> e) =>
        e.Event.How == OrderEnd.Failed ? RequestNotification.About(e, AllTemplates.OrderFailed, e.Event.Contact) : null;
}
