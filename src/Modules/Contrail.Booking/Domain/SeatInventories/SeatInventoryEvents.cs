// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Booking.Domain.SeatInventories;

/// <summary>Seats of a flight can be had from now on; its cabins follow as events of their own.</summary>
[EventType("booking.seat_inventory.opened.v1")]
internal sealed record SeatInventoryOpened(FlightId FlightId) : IDomainEvent;

/// <summary>Free is what can still be had of the cabin after the event: contracts are made from events alone.</summary>
[EventType("booking.seat_inventory.cabin_opened.v1")]
internal sealed record CabinOpened(FlightId FlightId, CabinLayout Layout, int Free) : IDomainEvent;

/// <summary>Seats are those that were chosen; there may be fewer than are held.</summary>
[EventType("booking.seat_inventory.seats_held.v1")]
internal sealed record SeatsHeld(
    FlightId FlightId, FlightBookingId BookingId, Cabin Cabin, int Count, IReadOnlyList<string> Seats, DateTimeOffset Until, int Free) : IDomainEvent;

[EventType("booking.seat_inventory.seats_released.v1")]
internal sealed record SeatsReleased(
    FlightId FlightId, FlightBookingId BookingId, Cabin Cabin, int Count, IReadOnlyList<string> Seats, bool WereSold, int Free) : IDomainEvent;

/// <summary>Seats are all of the booking, chosen and assigned: as many as are sold.</summary>
[EventType("booking.seat_inventory.seats_sold.v1")]
internal sealed record SeatsSold(FlightId FlightId, FlightBookingId BookingId, Cabin Cabin, int Count, IReadOnlyList<string> Seats, int Free) : IDomainEvent;

/// <summary>Seats are all that the booking has from now on; Left are all that it had.</summary>
[EventType("booking.seat_inventory.seats_moved.v1")]
internal sealed record SeatsMoved(
    FlightId FlightId, FlightBookingId BookingId, Cabin Cabin, IReadOnlyList<string> Left, IReadOnlyList<string> Seats, bool AreSold) : IDomainEvent;

/// <summary>Nothing of the cabin can be had any more.</summary>
[EventType("booking.seat_inventory.cabin_closed.v1")]
internal sealed record CabinClosed(FlightId FlightId, Cabin Cabin) : IDomainEvent;

[EventType("booking.seat_inventory.closed.v1")]
internal sealed record SeatInventoryClosed(FlightId FlightId) : IDomainEvent;
