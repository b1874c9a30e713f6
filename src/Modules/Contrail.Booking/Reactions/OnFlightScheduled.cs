using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Features;
using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;

namespace Contrail.Booking.Reactions;

/// <summary>A flight that is on sale needs seats to sell.</summary>
internal sealed class OnFlightScheduled : IReaction<FlightScheduledV1>
{
    public ICommand React(EventEnvelope<FlightScheduledV1> e) => new OpenSeatInventory(new FlightId(e.Event.FlightId), e.Event.Cabins);
}
