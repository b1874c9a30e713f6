using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Features.Airports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.Routes;

/// <summary>Where a flight number leads.</summary>
/// <param name="Designator">Flight number.</param>
/// <param name="From">Where it departs.</param>
/// <param name="To">Where it arrives.</param>
/// <param name="DistanceKm">Along the great circle.</param>
/// <param name="Flights">How many flights are still to depart.</param>
internal sealed record RouteAnswer(string Designator, RouteEnd From, RouteEnd To, int DistanceKm, int Flights);

/// <summary>An end of a route.</summary>
/// <param name="Code">IATA code of the airport.</param>
/// <param name="Name">Of the airport.</param>
/// <param name="City">For example <c>London</c>.</param>
/// <param name="Country">ISO 3166 code.</param>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
internal sealed record RouteEnd(string Code, string Name, string City, string Country, double Latitude, double Longitude)
{
    public static RouteEnd Of(AirportRow airport)
    {
        var details = airport.Details;
        return new RouteEnd(airport.Code, details.Name, details.City, details.Country, details.Latitude, details.Longitude);
    }
}

internal sealed class ListRoutesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/routes", HandleAsync)
        .WithName("ListRoutes").WithSummary("What is flown: flight numbers with flights still to depart, and the airports they connect").WithTags("Flights")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<Page<RouteAnswer>>> HandleAsync(ModuleRequest<FlightsModule> request, HttpResponse response, Paging paging)
    {
        var query = paging.AfterKeys(1) is [var after] ? RowQuery.All.Where("route_id", RowComparison.More, after) : RowQuery.All;
        var rows = await request.QueryAsync<RouteRow>(RoutesProjection.ReadModel, query.OrderBy("route_id").Take(paging.Probe));
        var codes = rows.SelectMany(row => new[] { row.Origin, row.Destination }).Distinct();
        var airports = await request.QueryAsync<AirportRow>(AirportsProjection.ReadModel, RowQuery.All.WhereIn("code", codes));
        var ends = airports.ToDictionary(airport => airport.Code, RouteEnd.Of);

        // The same for everybody, and it changes with the timetable.
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(paging.PageOf(rows, row => [row.RouteId])
            .Select(row => new RouteAnswer(row.Designator, ends[row.Origin], ends[row.Destination], row.DistanceKm, row.Flights)));
    }
}
