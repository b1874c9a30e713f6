using Contrail.Contracts.Flights;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.AircraftTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.AircraftTypes;

/// <summary>An aircraft type that flights can be scheduled with.</summary>
/// <param name="Code">IATA code.</param>
/// <param name="Name">For example <c>Airbus A320</c>.</param>
/// <param name="RangeKm">How far it flies with everybody aboard.</param>
/// <param name="CruiseKmh">How fast.</param>
/// <param name="Seats">How many can be sold.</param>
/// <param name="Cabins">Front to back.</param>
internal sealed record AircraftTypeAnswer(string Code, string Name, int RangeKm, int CruiseKmh, int Seats, IReadOnlyList<AircraftCabin> Cabins)
{
    public static AircraftTypeAnswer Of(AircraftTypeRow row) => new(
        row.Code, row.Name, row.RangeKm, row.CruiseKmh, SeatMaps.CapacityOf(row.Cabins),
        [.. row.Cabins.Select(c => new AircraftCabin(c.Cabin, c.Letters, c.Rows, c.ExitRows, c.Blocked, c.Capacity))]);
}

/// <summary>A cabin of an aircraft type.</summary>
/// <param name="Cabin">Which.</param>
/// <param name="Letters">Seat letters from left to right, aisles as spaces.</param>
/// <param name="Rows">Labels of the rows, front to back.</param>
/// <param name="ExitRows">Those beside an emergency exit.</param>
/// <param name="Blocked">Seats that are never sold.</param>
/// <param name="Seats">How many can be sold.</param>
internal sealed record AircraftCabin(
    Cabin Cabin, string Letters, IReadOnlyList<string> Rows, IReadOnlyList<string> ExitRows, IReadOnlyList<string> Blocked, int Seats);

internal sealed class ListAircraftTypesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/aircraft-types", HandleAsync)
        .WithName("ListAircraftTypes").WithSummary("Aircraft types with their seat maps, by code").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<AircraftTypeAnswer>>> HandleAsync(ModuleRequest<FlightsModule> request, Paging paging)
    {
        var query = paging.AfterKeys(1) is [var after] ? RowQuery.All.Where("code", RowComparison.More, after) : RowQuery.All;
        var rows = await request.QueryAsync<AircraftTypeRow>(AircraftTypesProjection.ReadModel, query.OrderBy("code").Take(paging.Probe));
        return TypedResults.Ok(paging.PageOf(rows, row => [row.Code]).Select(AircraftTypeAnswer.Of));
    }
}
