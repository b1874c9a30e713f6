using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Schedules;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features;

/// <summary>The flight departs and arrives so many minutes after its schedule.</summary>
internal sealed record DelayFlight(FlightId FlightId, int Minutes, string Reason, long? IfVersion) : ICommand<FlightChange>;

internal sealed class DelayFlightHandler : ICommandHandler<DelayFlight, FlightChange>
{
    public FlightChange Handle(DelayFlight command, IDecision decision)
    {
        var flight = decision.Load<Flight>(command.FlightId);
        flight.ExpectVersion(command.IfVersion);
        var by = TimeSpan.FromMinutes(command.Minutes);
        flight.Delay(Later(flight.PlannedDeparture, by), Later(flight.PlannedArrival, by), command.Minutes, command.Reason);
        Departures.Await(flight, decision);
        return FlightChange.Of(flight);
    }

    private static StationTime Later(StationTime planned, TimeSpan by)
    {
        var at = LocalTimes.InZone(planned.At + by, planned.Zone);
        return planned with { At = at, Local = at.DateTime };
    }
}

/// <summary>How late a flight is.</summary>
/// <param name="Minutes">After its schedule: 1 to 2880, two days.</param>
/// <param name="Reason">In words for travellers.</param>
internal sealed record DelayFlightBody(int Minutes, string Reason);

internal sealed class DelayFlightValidator : AbstractValidator<DelayFlightBody>
{
    private const int LongestDelay = 2880;

    public DelayFlightValidator()
    {
        RuleFor(b => b.Minutes).InclusiveBetween(1, LongestDelay);
        RuleFor(b => b.Reason).IsAReason();
    }
}

internal sealed class DelayFlightEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/flights/{id}/delay", HandleAsync)
        .WithName("DelayFlight").WithSummary("Tells that a flight departs later than in its schedule").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<FlightChange>> HandleAsync(string id, DelayFlightBody body, ModuleRequest<FlightsModule> request, HttpContext http) =>
        FlightChange.Answer(http, await request.ExecuteAsync(new DelayFlight(FlightChange.IdOf(id), body.Minutes, body.Reason, http.Request.IfMatch())));
}
