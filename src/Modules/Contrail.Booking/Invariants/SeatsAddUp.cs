using Contrail.Booking.Features.SeatMaps;
using Contrail.Engine.AspNetCore;

namespace Contrail.Booking.Invariants;

/// <summary>Held and sold seats are never more than there are.</summary>
internal sealed class SeatsAddUp(RunningModules modules) : IInvariant
{
    public string? Module => "booking";

    public string Name => "seats_add_up";

    public string Promise => "Seats held and sold are never more than a cabin has.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var newest = new NewestBookings(modules.Of<BookingModule>());
        var flights = await newest.SeatsAsync(NewestBookings.FlightsOf(await newest.ReadAsync(cancellation)), cancellation);
        return new Examination(flights.Count, "flights, those with the newest bookings", [.. flights.SelectMany(DeviationsOf)]);
    }

    private static IEnumerable<Deviation> DeviationsOf(FlightSeatsRow flight)
    {
        foreach (var cabin in flight.Cabins.Where(c => c.Held < 0 || c.Sold < 0 || c.Held + c.Sold > c.Capacity))
        {
            yield return On(flight, $"{cabin.Layout.Cabin} has {cabin.Capacity} seats, {cabin.Held} are held and {cabin.Sold} sold.");
        }

        var (held, sold) = (flight.Cabins.Sum(c => c.Held), flight.Cabins.Sum(c => c.Sold));
        if (flight.HeldSeats.Count > held || flight.SoldSeats.Count > sold)
        {
            yield return On(flight, $"{flight.HeldSeats.Count} chosen and {flight.SoldSeats.Count} sold seats are named, {held} are held and {sold} sold.");
        }
    }

    private static Deviation On(FlightSeatsRow flight, string text) => new($"{flight.FlightId}: {text}", "booking", $"seat_inventory-{flight.FlightId}");
}
