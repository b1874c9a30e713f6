using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Tickets;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Engine.AspNetCore;

namespace Contrail.Booking.Invariants;

/// <summary>Who has paid has a ticket, and nobody else.</summary>
internal sealed class TicketsAreForConfirmed(RunningModules modules) : IInvariant
{
    public string? Module => "booking";

    public string Name => "tickets_are_for_confirmed";

    public string Promise => "Each passenger of a confirmed booking has one ticket of their own number; of other bookings nobody has.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var bookings = await new NewestBookings(modules.Of<BookingModule>()).ReadAsync(cancellation);
        var twice = bookings.SelectMany(b => b.Tickets.Select(t => (t.Number, Booking: b))).GroupBy(t => t.Number).Where(g => g.Count() > 1);
        return new Examination(bookings.Count, "newest bookings",
        [
            .. bookings.Where(b => Live(b) != Expected(b)).Select(b => Of(b, $"{b.Reference} is {b.Status} and has {Live(b)} live tickets, not {Expected(b)}.")),
            .. twice.Select(g => Of(g.First().Booking, $"Ticket {g.Key} belongs to {string.Join(" and ", g.Select(t => t.Booking.Reference).Order(StringComparer.Ordinal))}.")),
        ]);
    }

    private static int Live(BookingRow booking) => booking.Tickets.Count(t => t.Status == TicketStatus.Issued);

    private static int Expected(BookingRow booking) => booking.Status == FlightBookingStatus.Confirmed ? booking.Passengers.Count : 0;

    private static Deviation Of(BookingRow booking, string text) => new(text, "booking", $"flight_booking-{booking.Id}");
}
