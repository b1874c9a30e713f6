using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features.SeatMaps;

/// <summary>Whether a seat can be chosen.</summary>
internal enum SeatStatus
{
    Free,
    Held,
    Sold,
    Blocked,
}

/// <summary>The seats of a flight, front to back.</summary>
internal sealed record SeatMap(string FlightId, string Designator, bool IsOpen, IReadOnlyList<SeatMapCabin> Cabins);

/// <param name="Cabin">Which cabin.</param>
/// <param name="Letters">From left to right, aisles as spaces.</param>
/// <param name="Capacity">Seats that are sold at all.</param>
/// <param name="Free">Neither held nor sold; more seats may look free, because many who hold seats have not chosen which.</param>
/// <param name="Rows">Front to back.</param>
internal sealed record SeatMapCabin(Cabin Cabin, string Letters, int Capacity, int Free, IReadOnlyList<SeatMapRow> Rows);

/// <summary>A row of seats.</summary>
internal sealed record SeatMapRow(string Row, bool IsExit, IReadOnlyList<SeatMapSeat> Seats);

/// <summary>A seat.</summary>
internal sealed record SeatMapSeat(string Seat, string Letter, SeatStatus Status);

internal sealed class GetSeatMapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/{id}/seats", HandleAsync)
        .WithName("GetSeatMap").WithSummary("The seat map of a flight: which seats are free").WithTags("Flights")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<SeatMap>> HandleAsync(string id, ModuleRequest<BookingModule> request)
    {
        var flight = await request.FindAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, id) ?? throw RefusedException.NotFound("Flight", id);
        var (held, sold) = (flight.HeldSeats.ToHashSet(), flight.SoldSeats.ToHashSet());
        return TypedResults.Ok(new SeatMap(flight.FlightId, flight.Designator, flight.IsOpen, [.. flight.Cabins.Select(c => CabinOf(flight, c, held, sold))]));
    }

    private static SeatMapCabin CabinOf(FlightSeatsRow flight, CabinRow cabin, HashSet<string> held, HashSet<string> sold)
    {
        var layout = cabin.Layout;
        var letters = layout.Letters.Where(l => l != ' ').Select(l => l.ToString()).ToList();
        SeatMapSeat Seat(string row, string letter) => new(row + letter, letter, StatusOf(row + letter, layout, held, sold));
        var rows = layout.Rows.Select(row => new SeatMapRow(row, layout.ExitRows.Contains(row), [.. letters.Select(l => Seat(row, l))]));
        return new SeatMapCabin(layout.Cabin, layout.Letters, cabin.Capacity, flight.FreeIn(layout.Cabin), [.. rows]);
    }

    private static SeatStatus StatusOf(string seat, CabinLayout layout, HashSet<string> held, HashSet<string> sold) =>
        layout.Blocked.Contains(seat) ? SeatStatus.Blocked
        : sold.Contains(seat) ? SeatStatus.Sold
        : held.Contains(seat) ? SeatStatus.Held
        : SeatStatus.Free;
}
