using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Invariants;

/// <summary>What invariants look at: the newest bookings, and everything about the flights that they are on. That is where things happen.</summary>
/// <param name="module">Booking.</param>
internal sealed class NewestBookings(RunningModule module)
{
    public const int MostBookings = 1000;
    public const int MostFlights = 25;

    /// <summary>The newest bookings, newest first.</summary>
    public async Task<IReadOnlyList<BookingRow>> ReadAsync(CancellationToken cancellation) =>
        await module.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, RowQuery.All.OrderByDescending("position").Take(MostBookings), cancellation);

    /// <summary>The flights of bookings, those of the newest first.</summary>
    public static IReadOnlyList<string> FlightsOf(IEnumerable<BookingRow> bookings) =>
        [.. bookings.SelectMany(b => b.Flights.Select(f => f.FlightId)).Distinct(StringComparer.Ordinal).Take(MostFlights)];

    public async Task<IReadOnlyList<FlightSeatsRow>> SeatsAsync(IEnumerable<string> flights, CancellationToken cancellation) =>
        await module.QueryAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, RowQuery.All.WhereIn("flight_id", flights), cancellation);

    /// <summary>What bookings have of a flight now.</summary>
    public async Task<IReadOnlyList<SeatHoldingRow>> HoldingsAsync(string flight, CancellationToken cancellation) =>
        await module.QueryAsync<SeatHoldingRow>(
            SeatHoldingsProjection.ReadModel,
            RowQuery.All.Where("flight_id", flight).WhereIn("status", [HoldingStatus.Held, HoldingStatus.Sold]),
            cancellation);

    public async Task<IReadOnlyDictionary<FlightBookingId, BookingRow>> BookingsAsync(IEnumerable<FlightBookingId> ids, CancellationToken cancellation) =>
        (await module.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, RowQuery.All.WhereIn("id", ids.Select(id => (object)id)), cancellation))
        .ToDictionary(b => b.Id);
}
