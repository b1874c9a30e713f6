using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.FlightDetails;

internal sealed class ListFlightsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights", HandleAsync)
        .WithName("ListFlights").WithSummary("Flights by flight number and date, for staff").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<FlightAnswer>>> HandleAsync(
        ModuleRequest<FlightsModule> request, string? designator, string? date, string? from, string? to, string? status, Paging paging)
    {
        var query = RowQuery.All;
        query = designator is { } number ? query.Where("designator", number.ToUpperInvariant()) : query;
        query = date is { } day ? query.Where("local_date", FlightsProjection.TextOf(Asked.Date(day))) : query;
        query = from is { } board ? query.Where("origin", board.ToUpperInvariant()) : query;
        query = to is { } off ? query.Where("destination", off.ToUpperInvariant()) : query;
        query = Choice.IfGiven<FlightStatus>("status", status) is { } wanted ? query.Where("status", wanted) : query;
        query = paging.AfterKeys(1) is [var after] ? query.Where("flight_id", RowComparison.More, after) : query;
        var rows = await request.QueryAsync<FlightRow>(FlightsProjection.ReadModel, query.OrderBy("flight_id").Take(paging.Probe));
        var page = paging.PageOf(rows, row => [row.FlightId]);
        return TypedResults.Ok(page.Select(FlightAnswer.Of));
    }
}
