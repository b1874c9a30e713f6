using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Features;
using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;

namespace Contrail.Booking.Reactions;

/// <summary>A flight that does not take place has no seats, and everybody on it gets their money back.</summary>
internal sealed class OnFlightCancelled : IReaction<FlightCancelledV1>
{
    public ICommand React(EventEnvelope<FlightCancelledV1> e) => new CloseSeatInventory(new FlightId(e.Event.FlightId), e.Event.Reason);
}
