using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.FlightDetails;

/// <summary>Which flights are listed.</summary>
/// <param name="Designator">Flight number.</param>
/// <param name="Date">Local date of departure.</param>
/// <param name="From">Board point.</param>
/// <param name="To">Off point.</param>
/// <param name="Status">Where it is in its life.</param>
internal sealed record FlightFilter(string? Designator, string? Date, string? From, string? To, FlightStatus? Status);

internal sealed class ListFlightsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights", HandleAsync)
        .WithName("ListFlights").WithSummary("Flights by flight number and date, for staff").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<Page<FlightAnswer>>> HandleAsync(
        ModuleRequest<FlightsModule> request, [AsParameters] FlightFilter filter, Paging paging)
    {
        var query = RowQuery.All;
        query = filter.Designator is { } designator ? query.Where("designator", designator.ToUpperInvariant()) : query;
        query = filter.Date is { } date ? query.Where("local_date", FlightsProjection.TextOf(Asked.Date(date))) : query;
        query = filter.From is { } from ? query.Where("origin", from.ToUpperInvariant()) : query;
        query = filter.To is { } to ? query.Where("destination", to.ToUpperInvariant()) : query;
        query = filter.Status is { } status ? query.Where("status", status) : query;
        query = paging.AfterKeys(1) is [var after] ? query.Where("flight_id", RowComparison.More, after) : query;
        var rows = await request.QueryAsync<FlightRow>(FlightsProjection.ReadModel, query.OrderBy("flight_id").Take(paging.Probe));
        var page = paging.PageOf(rows, row => [row.FlightId]);
        return TypedResults.Ok(new Page<FlightAnswer>([.. page.Items.Select(FlightAnswer.Of)], page.Next));
    }
}
