using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Ordering.Features;

namespace Contrail.Ordering.Reactions;

/// <summary>A cancelled booking changes what its order owes.</summary>
internal sealed class OnFlightBookingCancelled : IReaction<FlightBookingCancelledV1>
{
    public ICommand React(EventEnvelope<FlightBookingCancelledV1> e) =>
        new SettleCancelledBooking(e.Event.BookingId, e.Event.Text, e.Event.Refund, e.Event.Retained);
}
