using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>A booking is over: say why, and what is given back.</summary>
internal sealed class OnFlightBookingCancelled : IReaction<FlightBookingCancelledV1>
{
    public ICommand? React(EventEnvelope<FlightBookingCancelledV1> e) => RequestNotification.About(e, AllTemplates.BookingCancelled, e.Event.Contact);
}
