using Contrail.Booking.Domain.FlightBookings;
using Contrail.Engine.AspNetCore;

namespace Contrail.Booking.Invariants;

/// <summary>Nobody keeps seats without paying for them.</summary>
internal sealed class HoldsEnd(RunningModules modules, TimeProvider clock) : IInvariant
{
    // Half a minute more than people are told is given; a minute more is what the guarantee allows.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(90);

    public string? Module => "booking";

    public string Name => "holds_end";

    public string Promise => "Seats that are not paid for are given back by their deadline.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var reserved = (await new NewestBookings(modules.Of<BookingModule>()).ReadAsync(cancellation)).Where(b => b.Status == FlightBookingStatus.Reserved).ToList();
        return new Examination(reserved.Count, "bookings that wait for their payment", [.. reserved.Where(b => b.PayBefore + Grace < clock.GetUtcNow()).Select(b =>
            new Deviation($"{b.Reference} was to be paid before {b.PayBefore:u} and still holds its seats.", "booking", $"flight_booking-{b.Id}"))]);
    }
}
