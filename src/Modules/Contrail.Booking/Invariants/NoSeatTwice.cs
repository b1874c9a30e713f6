using Contrail.Engine.AspNetCore;

namespace Contrail.Booking.Invariants;

/// <summary>Nobody sits on another's lap.</summary>
internal sealed class NoSeatTwice(RunningModules modules) : IInvariant
{
    public string? Module => "booking";

    public string Name => "no_seat_twice";

    public string Promise => "No seat of a flight has two holders.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var newest = new NewestBookings(modules.Of<BookingModule>());
        var deviations = new List<Deviation>();
        var count = 0;
        foreach (var flight in NewestBookings.FlightsOf(await newest.ReadAsync(cancellation)))
        {
            var seats = (await newest.HoldingsAsync(flight, cancellation)).SelectMany(h => h.Seats.Select(seat => (seat, h.BookingId))).ToList();
            count += seats.Count;
            deviations.AddRange(seats.GroupBy(s => s.seat).Where(g => g.Count() > 1).Select(g => new Deviation(
                $"{flight}: seat {g.Key} belongs to bookings {string.Join(" and ", g.Select(s => s.BookingId))}.", "booking", $"seat_inventory-{flight}")));
        }

        return new Examination(count, $"seats of at most {NewestBookings.MostFlights} flights, those with the newest bookings", deviations);
    }
}
