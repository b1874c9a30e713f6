using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.BookingDetails;

/// <summary>A booking as it stands, with the times that its flights have now.</summary>
internal sealed record BookingAnswer(
    FlightBookingId Id,
    string Reference,
    FlightBookingStatus Status,
    DateTimeOffset ReservedAt,
    DateTimeOffset PayBefore,
    Money Total,
    IReadOnlyList<PriceLine> Price,
    Cabin Cabin,
    FareFamily Family,
    IReadOnlyList<FlightOfBooking> Flights,
    IReadOnlyList<Passenger> Passengers,
    IReadOnlyList<SeatChoice> Seats,
    IReadOnlyList<IssuedTicket> Tickets,
    ContactDetails Contact,
    string? OrderId,
    CancellationReason? CancelledBecause,
    CancellationQuote Cancellation);

/// <summary>A flight of a booking with its present times and status.</summary>
internal sealed record FlightOfBooking(
    string FlightId, string Designator, string From, string To, DateTimeOffset DepartsAt, DateTimeOffset ArrivesAt, FlightStatus Status);

/// <summary>What cancelling gives back. Of a booking that is cancelled: what was given back.</summary>
/// <param name="IsPossible">Whether it can be cancelled now.</param>
/// <param name="Refund">Given back.</param>
/// <param name="Retained">Kept.</param>
/// <param name="Text">In words.</param>
internal sealed record CancellationQuote(bool IsPossible, Money Refund, Money Retained, string Text);

/// <summary>Reads bookings for those who may see them.</summary>
internal static class Bookings
{
    /// <summary>A booking that the caller may see.</summary>
    /// <exception cref="RefusedException">There is none (not found).</exception>
    public static async Task<BookingRow> RowAsync(ModuleRequest<BookingModule> request, string text)
    {
        var id = FlightBookingId.Of(text);
        var row = await request.FindAsync<BookingRow>(BookingDetailsProjection.ReadModel, id) ?? throw RefusedException.NotFound("Booking", id);
        Requester.Of(request.Caller, id).MustSee(id, row.UserId);
        return row;
    }

    /// <summary>The booking as the caller sees it: what cancelling gives back depends on who cancels.</summary>
    public static Task<BookingAnswer> AnswerAsync(ModuleRequest<BookingModule> request, BookingRow row, DateTimeOffset now) =>
        AnswerAsync(request, row, Requester.Of(request.Caller, row.Id).CancelsAs(row.UserId), now);

    /// <summary>The booking as those see it who would cancel it so.</summary>
    public static async Task<BookingAnswer> AnswerAsync(
        ModuleRequest<BookingModule> request, BookingRow row, CancellationReason cancelsAs, DateTimeOffset now)
    {
        var query = RowQuery.All.WhereIn("flight_id", row.Flights.Select(f => (object)f.FlightId));
        var known = (await request.QueryAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, query)).ToDictionary(f => f.FlightId);
        IReadOnlyList<FlightOfBooking> flights = [.. row.Flights.Select(f => Present(f, known.GetValueOrDefault(f.FlightId)))];
        return new BookingAnswer(
            row.Id, row.Reference, row.Status, row.ReservedAt, row.PayBefore, row.Total, row.Price, row.Cabin, row.Family, flights, row.Passengers, row.Seats,
            row.Tickets, row.Contact, row.OrderId, row.CancelledBecause, QuoteOf(row, flights, cancelsAs, now));
    }

    private static FlightOfBooking Present(BookedFlight booked, FlightSeatsRow? known) => new(
        booked.FlightId, booked.Designator, booked.From, booked.To, known?.DepartsAt.ToOffset(booked.DepartsAt.Offset) ?? booked.DepartsAt,
        known?.ArrivesAt.ToOffset(booked.ArrivesAt.Offset) ?? booked.ArrivesAt, known?.Status ?? FlightStatus.Scheduled);

    private static CancellationQuote QuoteOf(BookingRow row, IReadOnlyList<FlightOfBooking> flights, CancellationReason cancelsAs, DateTimeOffset now)
    {
        if (row.Status is FlightBookingStatus.Cancelled or FlightBookingStatus.Expired)
        {
            return new CancellationQuote(false, row.Settlement.Refund, row.Settlement.Retained, "This booking has ended.");
        }

        var isFlightCancelled = flights.Any(f => f.Status == FlightStatus.Cancelled);
        var hasDeparted = flights.Any(f => f.Status == FlightStatus.Departed || now >= f.DepartsAt);
        var isPaid = row.Status == FlightBookingStatus.Confirmed;
        var reason = isFlightCancelled ? CancellationReason.FlightCancelled : cancelsAs;
        var (refund, retained) = Settlement.For(isPaid, row.Total, row.CancellationFee, reason);
        return hasDeparted && !isFlightCancelled
            ? new CancellationQuote(false, Money.Zero(row.Total.Currency), isPaid ? row.Total : retained, "A flight has departed: nothing can be changed any more.")
            : new CancellationQuote(true, refund, retained, isPaid ? $"{refund} would be given back, {retained} kept." : "Nothing has been paid yet.");
    }
}
