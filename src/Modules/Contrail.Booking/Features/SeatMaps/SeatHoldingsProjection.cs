using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.SeatMaps;

/// <summary>How a booking's seats on a flight stand.</summary>
internal enum HoldingStatus
{
    Held,
    Sold,
    Released,
}

/// <summary>What one booking has, or had, of one flight; ReleasedAt is the version of the flight's inventory that took it back.</summary>
internal sealed record SeatHoldingRow(
    string Id, string FlightId, FlightBookingId BookingId, Cabin Cabin, int Count, IReadOnlyList<string> Seats, HoldingStatus Status, DateTimeOffset? Until, long? ReleasedAt = null);

/// <summary>Who has which seats of which flight until when.</summary>
internal sealed class SeatHoldingsProjection : Projection<SeatHoldingRow>
{
    public const string ReadModel = "seat_holdings";

    public SeatHoldingsProjection()
        : base(ReadModel, version: 2)
    {
        On<SeatsHeld>(e => Key(e.FlightId, e.BookingId), (_, e) => new SeatHoldingRow(
            Key(e.FlightId, e.BookingId), e.FlightId.Value, e.BookingId, e.Cabin, e.Count, e.Seats, HoldingStatus.Held, e.Until));
        On<SeatsSold>(e => Key(e.FlightId, e.BookingId), (row, e) => row! with { Status = HoldingStatus.Sold, Seats = e.Seats, Until = null });
        On<SeatsMoved>(e => Key(e.FlightId, e.BookingId), (row, e) => row! with { Seats = e.Seats });
        On<SeatsReleased>(e => Key(e.FlightId, e.BookingId), (row, _, at) => row! with { Status = HoldingStatus.Released, Until = null, ReleasedAt = at.Version });
        Index("flight_id", "status");
    }

    private static string Key(FlightId flight, FlightBookingId booking) => $"{flight}/{booking}";
}

/// <summary>Reads who has seats of a flight.</summary>
internal static class SeatHoldings
{
    /// <summary>Whoever holds or has bought seats now: never more than the flight has.</summary>
    public static Task<IReadOnlyList<SeatHoldingRow>> OnAsync(ModuleRequest<BookingModule> request, string flightId) =>
        request.QueryAsync<SeatHoldingRow>(
            SeatHoldingsProjection.ReadModel, RowQuery.All.Where("flight_id", flightId).WhereIn("status", [HoldingStatus.Held, HoldingStatus.Sold]));

    /// <summary>Whoever has seats now and, of a flight that was cancelled, whoever lost them by that.</summary>
    public static async Task<IReadOnlyList<SeatHoldingRow>> AffectedAsync(ModuleRequest<BookingModule> request, FlightSeatsRow flight)
    {
        var present = await OnAsync(request, flight.FlightId);
        var released = RowQuery.All.Where("flight_id", flight.FlightId).Where("status", HoldingStatus.Released);
        return flight.ClosedAt is { } closed
            ? [.. present, .. await request.QueryAsync<SeatHoldingRow>(SeatHoldingsProjection.ReadModel, released.Where("released_at", RowComparison.More, closed))]
            : present;
    }

    /// <summary>Every booking that has or had seats of a flight, the newest ten thousand.</summary>
    public static async Task<IEnumerable<object>> BookingsOnAsync(ModuleRequest<BookingModule> request, string flightId) =>
        (await request.QueryAsync<SeatHoldingRow>(SeatHoldingsProjection.ReadModel, RowQuery.All.Where("flight_id", flightId))).Select(h => (object)h.BookingId);
}
