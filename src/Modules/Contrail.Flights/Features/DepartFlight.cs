using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Flights.Domain.Flights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

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

internal sealed class DepartFlightEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/flights/{id}/departure", HandleAsync)
        .WithName("DepartFlight").WithSummary("Tells that a flight has departed; at most 15 minutes early. Flights depart by themselves when nobody tells otherwise").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<FlightChange>> HandleAsync(string id, ModuleRequest<FlightsModule> request, HttpContext http) =>
        FlightChange.Answer(http, await request.ExecuteAsync(new DepartFlight(FlightChange.IdOf(id), http.Request.IfMatch())));
}
