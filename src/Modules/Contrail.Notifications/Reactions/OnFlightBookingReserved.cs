using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>Seats are held: say until when to pay.</summary>
internal sealed class OnFlightBookingReserved : IReaction<FlightBookingReservedV1>
{
    public ICommand? React(EventEnvelope<FlightBookingReservedV1> e) => RequestNotification.About(e, AllTemplates.HoldPlaced, e.Event.Contact);
}
