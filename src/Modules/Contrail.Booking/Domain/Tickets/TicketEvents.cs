// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Booking.Domain.Tickets;

[EventType("booking.ticket.issued.v1")]
internal sealed record TicketIssued(
    TicketNumber Number,
    FlightBookingId BookingId,
    string Reference,
    string Passenger,
    PassengerType Type,
    IReadOnlyList<Coupon> Coupons,
    DateTimeOffset IssuedAt) : IDomainEvent;

[EventType("booking.ticket.reseated.v1")]
internal sealed record TicketReseated(TicketNumber Number, FlightBookingId BookingId, FlightId FlightId, string Seat) : IDomainEvent;

/// <summary>Taken back on the day of issue, as if it had never been sold.</summary>
[EventType("booking.ticket.voided.v1")]
internal sealed record TicketVoided(TicketNumber Number, FlightBookingId BookingId) : IDomainEvent;

/// <summary>Taken back later.</summary>
[EventType("booking.ticket.refunded.v1")]
internal sealed record TicketRefunded(TicketNumber Number, FlightBookingId BookingId) : IDomainEvent;

/// <summary>Serials from First on, Count of them, are used.</summary>
[EventType("booking.ticket_stock.numbers_drawn.v1")]
internal sealed record TicketNumbersDrawn(long First, int Count, FlightBookingId BookingId) : IDomainEvent;

/// <summary>The right to one flight.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Designator">Carrier and number.</param>
/// <param name="From">IATA code.</param>
/// <param name="To">IATA code.</param>
/// <param name="DepartsAt">When it was to depart at the time of issue.</param>
/// <param name="Seat">None for an infant.</param>
internal sealed record Coupon(FlightId FlightId, string Designator, string From, string To, DateTimeOffset DepartsAt, string? Seat);
