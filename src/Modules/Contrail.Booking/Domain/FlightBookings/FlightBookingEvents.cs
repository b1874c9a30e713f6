// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>Seats on every flight are held. PayBefore is what people are told; HeldUntil is enforced.</summary>
[EventType("booking.flight_booking.reserved.v1")]
internal sealed record FlightBookingReserved(
    FlightBookingId BookingId,
    string Reference,
    string? UserId,
    ContactDetails Contact,
    IReadOnlyList<BookedFlight> Flights,
    Cabin Cabin,
    FareFamily Family,
    IReadOnlyList<Passenger> Passengers,
    IReadOnlyList<SeatChoice> Seats,
    IReadOnlyList<PriceLine> Price,
    Money Total,
    Money CancellationFee,
    DateTimeOffset ReservedAt,
    DateTimeOffset PayBefore,
    DateTimeOffset HeldUntil) : IDomainEvent;

[EventType("booking.flight_booking.hold_expiring.v1")]
internal sealed record FlightBookingHoldExpiring(FlightBookingId BookingId, string Reference, ContactDetails Contact, DateTimeOffset PayBefore) : IDomainEvent;

/// <summary>Payment came after the hold had expired, and there were seats again; Seats are the chosen ones that were still free.</summary>
[EventType("booking.flight_booking.reacquired.v1")]
internal sealed record FlightBookingReacquired(FlightBookingId BookingId, IReadOnlyList<SeatChoice> Seats) : IDomainEvent;

/// <summary>Everybody has a seat and a ticket.</summary>
[EventType("booking.flight_booking.confirmed.v1")]
internal sealed record FlightBookingConfirmed(
    FlightBookingId BookingId,
    string OrderId,
    string Reference,
    ContactDetails Contact,
    IReadOnlyList<BookedFlight> Flights,
    IReadOnlyList<SeatChoice> Seats,
    IReadOnlyList<BookedTicket> Tickets,
    Money Total) : IDomainEvent;

[EventType("booking.flight_booking.seats_changed.v1")]
internal sealed record FlightBookingSeatsChanged(FlightBookingId BookingId, IReadOnlyList<SeatChoice> Seats) : IDomainEvent;

[EventType("booking.flight_booking.cancelled.v1")]
internal sealed record FlightBookingCancelled(
    FlightBookingId BookingId,
    string? OrderId,
    string Reference,
    ContactDetails Contact,
    IReadOnlyList<BookedFlight> Flights,
    CancellationReason Reason,
    string Text,
    bool WasConfirmed,
    Money Refund,
    Money Retained) : IDomainEvent;

[EventType("booking.flight_booking.expired.v1")]
internal sealed record FlightBookingExpired(FlightBookingId BookingId, string Reference, ContactDetails Contact) : IDomainEvent;
