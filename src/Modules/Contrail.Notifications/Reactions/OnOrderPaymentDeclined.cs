using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>A payment was declined: say whether another may be tried.</summary>
internal sealed class OnOrderPaymentDeclined : IReaction<OrderPaymentDeclinedV1>
{
    public ICommand? React(EventEnvelope<OrderPaymentDeclinedV1> e) => RequestNotification.About(e, AllTemplates.PaymentDeclined, e.Event.Contact);
}
