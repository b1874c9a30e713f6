using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Ordering.Features;

namespace Contrail.Ordering.Reactions;

/// <summary>An expired booking takes its unpaid order with it.</summary>
internal sealed class OnFlightBookingExpired : IReaction<FlightBookingExpiredV1>
{
    public ICommand React(EventEnvelope<FlightBookingExpiredV1> e) => new SettleExpiredBooking(e.Event.BookingId);
}
