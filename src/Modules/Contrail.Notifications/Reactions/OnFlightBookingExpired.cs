using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>Nobody paid: say that the seats are gone.</summary>
internal sealed class OnFlightBookingExpired : IReaction<FlightBookingExpiredV1>
{
    public ICommand? React(EventEnvelope<FlightBookingExpiredV1> e) => RequestNotification.About(e, AllTemplates.BookingExpired, e.Event.Contact);
}
