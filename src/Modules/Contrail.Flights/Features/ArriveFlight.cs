using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features;

/// <summary>The flight is on blocks. Every flight that departed has this scheduled for its arrival.</summary>
[CommandType("flights.arrive_flight.v1")]
internal sealed record ArriveFlight(FlightId FlightId) : ICommand;

internal sealed class ArriveFlightHandler : ICommandHandler<ArriveFlight>
{
    public void Handle(ArriveFlight command, IDecision decision) => decision.Load<Flight>(command.FlightId).Arrive(decision.Now);
}
