using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.FlightDetails;

/// <summary>Flights that do not fly as planned.</summary>
/// <param name="Since">Flights that were to depart from then on.</param>
/// <param name="Until">Flights that are to depart until then.</param>
/// <param name="Flights">The first to depart first.</param>
internal sealed record Disruptions(DateTimeOffset Since, DateTimeOffset Until, IReadOnlyList<FlightAnswer> Flights);

internal sealed class ListDisruptionsEndpoint : IEndpoint
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(12);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(48);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/disruptions", HandleAsync)
        .WithName("ListDisruptions").WithSummary("Flights of the last 12 and the next 48 hours that are late and still on the ground, or cancelled").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Disruptions>> HandleAsync(ModuleRequest<FlightsModule> request, TimeProvider clock)
    {
        var (since, until) = (clock.GetUtcNow() - Back, clock.GetUtcNow() + Ahead);
        var query = RowQuery.All
            .WhereIn("local_date", DatesBetween(since, until))
            .WhereIn("status", [FlightStatus.Scheduled, FlightStatus.Cancelled])
            .Where("remark", RowComparison.More, string.Empty)
            .OrderBy("departs_at");
        var rows = await request.QueryAsync<FlightRow>(FlightsProjection.ReadModel, query);
        var flights = rows.Where(row => row.Times.PlannedDeparture.At >= since && row.Times.PlannedDeparture.At <= until);
        return TypedResults.Ok(new Disruptions(since, until, [.. flights.Select(FlightAnswer.Of)]));
    }

    /// <summary>Local dates that there are anywhere between two instants: clocks differ from UTC by up to 14 hours.</summary>
    private static IEnumerable<object> DatesBetween(DateTimeOffset since, DateTimeOffset until)
    {
        var last = DateOnly.FromDateTime(until.UtcDateTime).AddDays(1);
        for (var date = DateOnly.FromDateTime(since.UtcDateTime).AddDays(-1); date <= last; date = date.AddDays(1))
        {
            yield return FlightsProjection.TextOf(date);
        }
    }
}
