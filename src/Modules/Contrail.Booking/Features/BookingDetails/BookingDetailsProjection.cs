using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Tickets;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.BookingDetails;

/// <summary>A booking as people read it.</summary>
internal sealed record BookingRow(
    FlightBookingId Id,
    string Reference,
    string? UserId,
    string Email,
    FlightBookingStatus Status,
    ContactDetails Contact,
    IReadOnlyList<BookedFlight> Flights,
    Cabin Cabin,
    FareFamily Family,
    IReadOnlyList<Passenger> Passengers,
    IReadOnlyList<SeatChoice> Seats,
    IReadOnlyList<IssuedTicket> Tickets,
    IReadOnlyList<PriceLine> Price,
    Money Total,
    Money CancellationFee,
    DateTimeOffset ReservedAt,
    DateTimeOffset PayBefore,
    string? OrderId,
    CancellationReason? CancelledBecause,
    Settlement Settlement,
    long Version,
    long Position,
    string SearchText)
{
    /// <summary>The form in which what staff search and where they search are compared: without case and accents, words apart by one space.</summary>
    public static string Searchable(params IEnumerable<string> words) =>
        string.Join(' ', Accents.Fold(Accents.Compose(string.Join(' ', words))).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>One passenger's ticket.</summary>
internal sealed record IssuedTicket(string Number, string Passenger, TicketStatus Status);

/// <summary>Every booking, found by id, reference, user, e-mail, status and, by staff, any of its names and numbers; newest first by its position in the log.</summary>
internal sealed class BookingDetailsProjection : Projection<BookingRow>
{
    public const string ReadModel = "bookings";

    public BookingDetailsProjection()
        : base(ReadModel, version: 2)
    {
        On<FlightBookingReserved>(e => e.BookingId, (_, e, at) => Reserved(e, at.Version, at.Position));
        On<FlightBookingHoldExpiring>(e => e.BookingId, (row, _, at) => row! with { Version = at.Version });
        On<FlightBookingReacquired>(e => e.BookingId, (row, e, at) => row! with { Status = FlightBookingStatus.Reserved, Seats = e.Seats, Version = at.Version });
        On<FlightBookingConfirmed>(e => e.BookingId, (row, e, at) => Confirmed(row!, e) with { Version = at.Version });
        On<FlightBookingSeatsChanged>(e => e.BookingId, (row, e, at) => row! with { Seats = e.Seats, Version = at.Version });
        On<FlightBookingCancelled>(e => e.BookingId, (row, e, at) => Cancelled(row!, e) with { Version = at.Version });
        On<FlightBookingExpired>(e => e.BookingId, (row, _, at) => row! with { Status = FlightBookingStatus.Expired, Version = at.Version });
        On<TicketVoided>(e => e.BookingId, (row, e) => Marked(row!, e.Number, TicketStatus.Voided));
        On<TicketRefunded>(e => e.BookingId, (row, e) => Marked(row!, e.Number, TicketStatus.Refunded));
        Index("reference");
        Index("user_id", "position");
        Index("email", "position");
        Index("position");
    }

    private static BookingRow Reserved(FlightBookingReserved e, long version, long position) => new(
        e.BookingId,
        e.Reference,
        e.UserId,
        e.Contact.Email.ToLowerInvariant(),
        FlightBookingStatus.Reserved,
        e.Contact,
        e.Flights,
        e.Cabin,
        e.Family,
        e.Passengers,
        e.Seats,
        [],
        e.Price,
        e.Total,
        e.CancellationFee,
        e.ReservedAt,
        e.PayBefore,
        null,
        null,
        Settlement.For(isPaid: false, e.Total, e.CancellationFee, CancellationReason.Traveller),
        version,
        position,
        BookingRow.Searchable([e.Reference, e.Contact.Email, .. e.Passengers.Select(p => p.FullName())]));

    private static BookingRow Confirmed(BookingRow row, FlightBookingConfirmed e) => row with
    {
        Status = FlightBookingStatus.Confirmed,
        OrderId = e.OrderId,
        Seats = e.Seats,
        Tickets = [.. e.Tickets.Select(t => new IssuedTicket(t.Number, t.Passenger, TicketStatus.Issued))],
        SearchText = BookingRow.Searchable([row.SearchText, .. e.Tickets.Select(t => t.Number)]),
    };

    private static BookingRow Cancelled(BookingRow row, FlightBookingCancelled e) => row with
    {
        Status = FlightBookingStatus.Cancelled,
        CancelledBecause = e.Reason,
        Settlement = new Settlement(e.Refund, e.Retained),
    };

    private static BookingRow Marked(BookingRow row, TicketNumber number, TicketStatus status) => row with
    {
        Tickets = [.. row.Tickets.Select(t => t.Number == number.Value ? t with { Status = status } : t)],
    };
}
