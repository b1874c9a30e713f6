// The published language of Booking. These names are the wire format: add optional members or a new version; never edit a name.
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;

namespace Contrail.Contracts.Booking;

/// <summary>Seats are held for somebody until a deadline.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Reference">The record locator.</param>
/// <param name="UserId">Who booked; null for a guest.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Flights">In order of travel.</param>
/// <param name="Passengers">How many people.</param>
/// <param name="Total">What it costs.</param>
/// <param name="PayBefore">The deadline shown to people; seats are held a little longer.</param>
[EventType("booking.flight_booking_reserved.v1")]
public sealed record FlightBookingReservedV1(
    string BookingId, string Reference, string? UserId, ContactDetails Contact, IReadOnlyList<BookedFlight> Flights, int Passengers, Money Total,
    DateTimeOffset PayBefore);

/// <summary>The deadline to pay comes near.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Reference">The record locator.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="PayBefore">The deadline.</param>
[EventType("booking.flight_booking_hold_expiring.v1")]
public sealed record FlightBookingHoldExpiringV1(string BookingId, string Reference, ContactDetails Contact, DateTimeOffset PayBefore);

/// <summary>The seats are sold and tickets issued.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="OrderId">The order that pays for it.</param>
/// <param name="Reference">The record locator.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Flights">In order of travel.</param>
/// <param name="Tickets">One for each passenger.</param>
/// <param name="Total">What it costs.</param>
[EventType("booking.flight_booking_confirmed.v1")]
public sealed record FlightBookingConfirmedV1(
    string BookingId, string OrderId, string Reference, ContactDetails Contact, IReadOnlyList<BookedFlight> Flights, IReadOnlyList<BookedTicket> Tickets,
    Money Total);

/// <summary>The booking is over; its seats are free again.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="OrderId">The order that paid or was to pay for it, if it was confirmed.</param>
/// <param name="Reference">The record locator.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Flights">In order of travel.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">Why, in words.</param>
/// <param name="WasConfirmed">Whether tickets had been issued.</param>
/// <param name="Refund">What is to be given back of what was paid for it.</param>
/// <param name="Retained">What is kept of it.</param>
[EventType("booking.flight_booking_cancelled.v1")]
public sealed record FlightBookingCancelledV1(
    string BookingId, string? OrderId, string Reference, ContactDetails Contact, IReadOnlyList<BookedFlight> Flights, CancellationReason Reason, string Text,
    bool WasConfirmed, Money Refund, Money Retained);

/// <summary>Nobody paid in time; the seats are free again.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Reference">The record locator.</param>
/// <param name="Contact">Whom to tell.</param>
[EventType("booking.flight_booking_expired.v1")]
public sealed record FlightBookingExpiredV1(string BookingId, string Reference, ContactDetails Contact);

/// <summary>How many seats of a cabin are neither held nor sold.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Cabin">The cabin.</param>
/// <param name="Free">Seats.</param>
[EventType("booking.seat_availability_changed.v1")]
public sealed record SeatAvailabilityChangedV1(string FlightId, Flights.Cabin Cabin, int Free);

/// <summary>Asks Booking to sell the held seats and issue tickets: the money is authorised. If the hold has expired, seats are
/// taken again under the same rules, or it is refused.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="OrderId">The order that pays.</param>
[CommandType("booking.confirm_flight_booking.v1")]
public sealed record ConfirmFlightBooking(string BookingId, string OrderId) : ICommand
{
    /// <summary>The key of the refusal when the booking was cancelled before; <see cref="FlightBookingCancelledV1"/> tells why.</summary>
    public const string IsCancelled = "FlightBooking_Must_Not_Be_Cancelled";

    /// <summary>The key of the refusal when a flight was cancelled of which the booking itself has not heard yet.</summary>
    public const string IsFlightCancelled = "FlightBooking_Flights_Must_Not_Be_Cancelled";
}

/// <summary>Asks Booking to end a booking and free its seats. Nothing happens to one that has ended.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">Why, in words.</param>
[CommandType("booking.cancel_flight_booking.v1")]
public sealed record CancelFlightBooking(string BookingId, CancellationReason Reason, string Text) : ICommand;

/// <summary>Why a booking ended.</summary>
public enum CancellationReason
{
    /// <summary>The traveller wished it: refund by the fare's conditions.</summary>
    Traveller,

    /// <summary>The airline does not fly: everything is given back.</summary>
    FlightCancelled,

    /// <summary>It could not be paid: nothing was taken.</summary>
    PaymentFailed,

    /// <summary>Staff did it for the traveller: everything is given back.</summary>
    Staff,
}

/// <summary>Whom to tell.</summary>
/// <param name="Email">An address.</param>
/// <param name="Phone">With country code, or null.</param>
/// <param name="Name">Of the first passenger.</param>
public sealed record ContactDetails(string Email, string? Phone, string Name);

/// <summary>A flight as it was booked.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Designator">Carrier and number.</param>
/// <param name="From">IATA code.</param>
/// <param name="To">IATA code.</param>
/// <param name="DepartsAt">In the offset of the board point.</param>
/// <param name="ArrivesAt">In the offset of the off point.</param>
public sealed record BookedFlight(string FlightId, string Designator, string From, string To, DateTimeOffset DepartsAt, DateTimeOffset ArrivesAt);

/// <summary>A ticket of a booking.</summary>
/// <param name="Number">13 digits.</param>
/// <param name="Passenger">Name.</param>
/// <param name="Seats">One for each flight; empty for an infant.</param>
public sealed record BookedTicket(string Number, string Passenger, IReadOnlyList<string> Seats);
