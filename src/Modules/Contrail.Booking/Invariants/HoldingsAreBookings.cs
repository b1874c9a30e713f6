using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Engine.AspNetCore;

namespace Contrail.Booking.Invariants;

/// <summary>Exactly the live bookings have seats, and what is counted is what they have.</summary>
internal sealed class HoldingsAreBookings(RunningModules modules) : IInvariant
{
    public string? Module => "booking";

    public string Name => "holdings_are_bookings";

    public string Promise => "Exactly the live bookings have seats: reserved ones hold them, confirmed ones have bought them.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var newest = new NewestBookings(modules.Of<BookingModule>());
        var bookings = await newest.ReadAsync(cancellation);
        var flights = NewestBookings.FlightsOf(bookings);
        var seats = (await newest.SeatsAsync(flights, cancellation)).ToDictionary(f => f.FlightId, StringComparer.Ordinal);
        var deviations = new List<Deviation>();
        var count = 0;
        foreach (var flight in flights)
        {
            var holdings = await newest.HoldingsAsync(flight, cancellation);
            var holders = await newest.BookingsAsync(holdings.Select(h => h.BookingId), cancellation);
            count += holdings.Count;
            deviations.AddRange(holdings.SelectMany(h => Compare(h, holders.GetValueOrDefault(h.BookingId))));
            deviations.AddRange(WithoutSeats(flight, bookings, holdings));
            deviations.AddRange(Count(seats.GetValueOrDefault(flight), flight, holdings));
        }

        return new Examination(count, "holdings of flights, those with the newest bookings", deviations);
    }

    private static IEnumerable<Deviation> Compare(SeatHoldingRow holding, BookingRow? booking)
    {
        var isRight = (booking?.Status, holding.Status) is (FlightBookingStatus.Reserved, HoldingStatus.Held) or (FlightBookingStatus.Confirmed, HoldingStatus.Sold);
        if (!isRight)
        {
            var status = booking is null ? "is unknown" : $"{booking.Reference} is {booking.Status}";
            yield return Of(holding.BookingId, $"The booking {status} and its seats on {holding.FlightId} are {holding.Status}.");
        }
        else if (holding.Status == HoldingStatus.Sold && holding.Seats.Count != holding.Count)
        {
            yield return Of(holding.BookingId, $"{booking!.Reference} has bought {holding.Count} seats on {holding.FlightId} and was given {holding.Seats.Count}.");
        }
    }

    private static IEnumerable<Deviation> WithoutSeats(string flight, IReadOnlyList<BookingRow> bookings, IReadOnlyList<SeatHoldingRow> holdings)
    {
        var holders = holdings.Select(h => h.BookingId).ToHashSet();
        return bookings
            .Where(b => b.Status is FlightBookingStatus.Reserved or FlightBookingStatus.Confirmed && b.Flights.Any(f => f.FlightId == flight) && !holders.Contains(b.Id))
            .Select(b => Of(b.Id, $"{b.Reference} is {b.Status} and has no seats on {flight}."));
    }

    private static IEnumerable<Deviation> Count(FlightSeatsRow? seats, string flight, IReadOnlyList<SeatHoldingRow> holdings)
    {
        foreach (var status in new[] { HoldingStatus.Held, HoldingStatus.Sold })
        {
            var counted = seats?.Cabins.Sum(c => status == HoldingStatus.Held ? c.Held : c.Sold) ?? 0;
            var had = holdings.Where(h => h.Status == status).Sum(h => h.Count);
            if (counted != had)
            {
                yield return new Deviation($"{flight}: {counted} seats are counted as {status}, bookings have {had}.", "booking", $"seat_inventory-{flight}");
            }
        }
    }

    private static Deviation Of(FlightBookingId booking, string text) => new(text, "booking", $"flight_booking-{booking}");
}
