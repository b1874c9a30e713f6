using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Contracts.Flights;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features.SeatMaps;

/// <summary>How full a flight is, and who has its seats.</summary>
internal sealed record Inventory(string FlightId, bool IsOpen, IReadOnlyList<InventoryCabin> Cabins, IReadOnlyList<InventoryHolding> Holdings);

/// <summary>A cabin's counts: <c>held + sold + free = capacity</c> while the flight is open.</summary>
internal sealed record InventoryCabin(Cabin Cabin, int Capacity, int Held, int Sold, int Free);

/// <summary>What a booking has of the flight; Until is when held seats come back.</summary>
internal sealed record InventoryHolding(
    FlightBookingId BookingId, string? Reference, Cabin Cabin, int Count, IReadOnlyList<string> Seats, HoldingStatus Status, DateTimeOffset? Until);

internal sealed class GetInventoryEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/{id}/inventory", HandleAsync)
        .WithName("GetInventory").WithSummary("How many seats of a flight are sold, held and free, and who holds what until when").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Inventory>> HandleAsync(string id, ModuleRequest<BookingModule> request)
    {
        var flight = await request.FindAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, id) ?? throw RefusedException.NotFound("Flight", id);
        var holdings = (await SeatHoldings.OnAsync(request, id)).Where(h => h.Status != HoldingStatus.Released).ToList();
        var bookings = RowQuery.All.WhereIn("id", holdings.Select(h => (object)h.BookingId));
        var references = (await request.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, bookings)).ToDictionary(b => b.Id, b => b.Reference);
        return TypedResults.Ok(new Inventory(
            flight.FlightId,
            flight.IsOpen,
            [.. flight.Cabins.Select(c => new InventoryCabin(c.Layout.Cabin, c.Capacity, c.Held, c.Sold, flight.FreeIn(c.Layout.Cabin)))],
            [.. holdings.Select(h => new InventoryHolding(h.BookingId, references.GetValueOrDefault(h.BookingId), h.Cabin, h.Count, h.Seats, h.Status, h.Until))]));
    }
}

internal sealed class ListBookingsOfFlightEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/{id}/bookings", HandleAsync)
        .WithName("ListBookingsOfFlight").WithSummary("Every booking that has or had seats of a flight").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<BookingSummary>>> HandleAsync(string id, ModuleRequest<BookingModule> request, Paging paging)
    {
        var query = RowQuery.All.WhereIn("id", await SeatHoldings.BookingsOnAsync(request, id)).OrderBy("reference");
        query = paging.AfterKeys(1) is [var after] ? query.Where("reference", RowComparison.More, after) : query;
        var rows = await request.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, query.Take(paging.Probe));
        return TypedResults.Ok(paging.PageOf(rows, r => [r.Reference]).Select(BookingSummary.Of));
    }
}
