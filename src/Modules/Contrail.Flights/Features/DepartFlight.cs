using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features;

/// <summary>The flight is off blocks: nothing on it is sold or changed any more. Every flight has this scheduled for its departure.</summary>
[CommandType("flights.depart_flight.v1")]
internal sealed record DepartFlight(FlightId FlightId, long? IfVersion = null) : ICommand<FlightChange>;

internal sealed class DepartFlightHandler : ICommandHandler<DepartFlight, FlightChange>
{
    public FlightChange Handle(DepartFlight command, IDecision decision)
    {
        var flight = decision.Load<Flight>(command.FlightId);
        flight.ExpectVersion(command.IfVersion);
        flight.Depart(decision.Now);
        Departures.Forget(flight, decision);
        if (flight.Status == FlightStatus.Departed)
        {
            Departures.AwaitArrival(flight, decision);
        }

        return FlightChange.Of(flight);
    }
}
