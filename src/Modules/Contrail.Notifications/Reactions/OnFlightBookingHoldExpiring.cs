using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>The deadline comes near: remind.</summary>
internal sealed class OnFlightBookingHoldExpiring : IReaction<FlightBookingHoldExpiringV1>
{
    public ICommand? React(EventEnvelope<FlightBookingHoldExpiringV1> e) => RequestNotification.About(e, AllTemplates.HoldExpiring, e.Event.Contact);
}
