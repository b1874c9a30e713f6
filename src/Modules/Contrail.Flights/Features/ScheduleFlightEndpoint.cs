using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Domain.Flights;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features;

/// <summary>A flight on one date, with the seats of its aircraft type.</summary>
/// <param name="Designator">Airline and number, for example <c>CT101</c>.</param>
/// <param name="Date">Local date of departure.</param>
/// <param name="From">Board point.</param>
/// <param name="To">Off point.</param>
/// <param name="DepartsLocal">The clock at the board point.</param>
/// <param name="ArrivesLocal">The clock at the off point.</param>
/// <param name="ArrivalDayOffset">1 when it arrives on the next day, -1 across the date line eastwards; 0 when left out.</param>
/// <param name="Aircraft">IATA code of the type.</param>
/// <param name="ServiceType">IATA service type; <c>J</c> when left out.</param>
internal sealed record ScheduleFlightBody(
    string Designator,
    DateOnly Date,
    string From,
    string To,
    TimeOnly DepartsLocal,
    TimeOnly ArrivesLocal,
    int? ArrivalDayOffset,
    string Aircraft,
    string? ServiceType);

/// <summary>A flight that is in the schedule.</summary>
/// <param name="Id">The flight.</param>
/// <param name="Effect">Whether it was new, had other times, or was there as it is.</param>
internal sealed record ScheduledFlight(string Id, ImportEffect Effect);

internal sealed class ScheduleFlightValidator : AbstractValidator<ScheduleFlightBody>
{
    public ScheduleFlightValidator()
    {
        RuleFor(b => b.Designator).IsADesignator();
        RuleFor(b => b.From).IsAnAirport();
        RuleFor(b => b.To).IsAnAirport();
        RuleFor(b => b.Aircraft).IsAnAircraftType();
        RuleFor(b => b.Date).InclusiveBetween(new DateOnly(1970, 1, 1), new DateOnly(2999, 12, 31));
        RuleFor(b => b.ArrivalDayOffset).InclusiveBetween(-1, 2);
        RuleFor(b => b.ServiceType).Matches("^[A-Z]\\z").WithMessage("A service type is one capital letter, for example J.");
    }
}

internal sealed class ScheduleFlightEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/flights", HandleAsync)
        .WithName("ScheduleFlight").WithSummary("Puts a flight on one date on sale, or changes the times of one that is").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Results<Created<ScheduledFlight>, Ok<ScheduledFlight>>> HandleAsync(ScheduleFlightBody body, ModuleRequest<FlightsModule> request)
    {
        var from = AirportCode.Parse(body.From);
        var effect = await request.ExecuteAsync(new ScheduleFlight(
            body.Designator,
            body.Date,
            from,
            AirportCode.Parse(body.To),
            body.DepartsLocal,
            body.ArrivesLocal,
            body.ArrivalDayOffset ?? 0,
            AircraftTypeCode.Parse(body.Aircraft),
            Cabins: null,
            body.ServiceType ?? "J"));
        var scheduled = new ScheduledFlight(FlightId.For(body.Designator, body.Date, from).ToString(), effect);
        return effect == ImportEffect.Created ? TypedResults.Created($"/api/flights/{scheduled.Id}", scheduled) : TypedResults.Ok(scheduled);
    }
}
