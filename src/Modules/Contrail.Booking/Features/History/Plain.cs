using System.Globalization;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Contracts;
using Contrail.Contracts.Booking;

namespace Contrail.Booking.Features.History;

/// <summary>What happened to a booking, in sentences for travellers: no codes, times of the airports.</summary>
internal static class Plain
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static string Reserved(FlightBookingReserved e)
    {
        var seats = e.Passengers.Count(p => p.NeedsSeat()) * e.Flights.Count;
        return seats == 1 ? "A seat is held. Pay in time to keep it." : $"{seats} seats are held. Pay in time to keep them.";
    }

    public static string Confirmed(FlightBookingConfirmed e) =>
        e.Tickets.Count == 1 ? "The booking is confirmed and the ticket is issued." : $"The booking is confirmed and {e.Tickets.Count} tickets are issued.";

    public static string Cancelled(FlightBookingCancelled e)
    {
        var why = e.Reason switch
        {
            CancellationReason.FlightCancelled => "The booking was cancelled because the airline does not fly.",
            CancellationReason.PaymentFailed => "The booking was cancelled because it could not be paid.",
            CancellationReason.Staff => "Our staff cancelled the booking for the traveller.",
            _ => "The traveller cancelled the booking.",
        };
        return e.WasConfirmed ? $"{why} {Settled(e.Refund, e.Retained)}" : $"{why} Nothing was charged.";
    }

    public static string Seats(IEnumerable<SeatChoice> seats) => string.Join(", ", seats.Select(s => s.Seat).Distinct());

    /// <summary>New times, and the old ones where they differ.</summary>
    public static string FlightChanged(BookedFlight before, DateTimeOffset departs, DateTimeOffset arrives, string reason) => departs == before.DepartsAt
        ? $"{before.Designator} now arrives in {before.To} at {Moment(arrives, before.ArrivesAt)} instead of {Clock(before.ArrivesAt)}. {reason}"
        : $"{before.Designator} now leaves {before.From} at {Moment(departs, before.DepartsAt)} instead of {Clock(before.DepartsAt)}. {reason}";

    private static string Settled(Money refund, Money retained) => (refund.Minor, retained.Minor) switch
    {
        (_, 0) => $"All of the {Amount(refund)} goes back.",
        (0, _) => "By the fare's conditions nothing goes back.",
        _ => $"{Amount(refund)} goes back, {Amount(retained)} is kept.",
    };

    private static string Amount(Money money) => $"{money.Currency} {money.ToDecimalString()}";

    private static string Clock(DateTimeOffset at) => at.ToString("HH:mm", English);

    private static string Moment(DateTimeOffset at, DateTimeOffset before) =>
        at.Date == before.Date ? Clock(at) : at.ToString("HH:mm 'on' ddd d MMM", English);
}
