using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>An order is paid: send the receipt.</summary>
internal sealed class OnOrderConfirmed : IReaction<OrderConfirmedV1>
{
    public ICommand? React(EventEnvelope<OrderConfirmedV1> e) => RequestNotification.About(e, AllTemplates.Receipt, e.Event.Contact);
}
