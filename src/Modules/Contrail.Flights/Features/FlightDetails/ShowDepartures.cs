using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Schedules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.FlightDetails;

/// <summary>What leaves an airport on a day, by the clock there.</summary>
/// <param name="Airport">Where.</param>
/// <param name="Date">Local date.</param>
/// <param name="Departures">First by the first.</param>
internal sealed record DepartureBoard(AirportAnswer Airport, string Date, IReadOnlyList<FlightAnswer> Departures);

internal sealed class ShowDeparturesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/board", HandleAsync)
        .WithName("ShowDepartures").WithSummary("The departure board of an airport on a local date; today, there, without a date").WithTags("Flights")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<DepartureBoard>> HandleAsync(string airport, ModuleRequest<FlightsModule> request, TimeProvider clock, string? date = null)
    {
        var place = await request.FindAsync<AirportRow>(AirportsProjection.ReadModel, airport.ToUpperInvariant()) ?? throw RefusedException.NotFound("Airport", airport);
        var day = date is null
            ? DateOnly.FromDateTime(LocalTimes.InZone(clock.GetUtcNow(), place.Details.TimeZone).DateTime)
            : Asked.Date(date);
        var text = FlightsProjection.TextOf(day);
        var rows = await request.QueryAsync<FlightRow>(
            FlightsProjection.ReadModel, RowQuery.All.Where("origin", place.Code).Where("local_date", text).OrderBy("departs_at"));
        return TypedResults.Ok(new DepartureBoard(AirportAnswer.Of(place), text, [.. rows.Select(FlightAnswer.Of)]));
    }
}
