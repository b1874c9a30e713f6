using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>Tickets are issued: send them with the itinerary.</summary>
internal sealed class OnFlightBookingConfirmed : IReaction<FlightBookingConfirmedV1>
{
    public ICommand? React(EventEnvelope<FlightBookingConfirmedV1> e) => RequestNotification.About(e, AllTemplates.BookingConfirmed, e.Event.Contact);
}
