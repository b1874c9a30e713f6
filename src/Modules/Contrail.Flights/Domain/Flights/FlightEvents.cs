// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Flights.Domain.AircraftTypes;

namespace Contrail.Flights.Domain.Flights;

[EventType("flights.flight.scheduled.v1")]
internal sealed record FlightScheduled(
    FlightId FlightId,
    string Designator,
    StationTime Departure,
    StationTime Arrival,
    int DistanceKm,
    string ServiceType,
    AircraftTypeCode Aircraft,
    IReadOnlyList<CabinLayout> Cabins) : IDomainEvent;

[EventType("flights.flight.price_charged.v1")]
internal sealed record FlightPriceCharged(FlightId FlightId, IReadOnlyList<CabinFare> Fares) : IDomainEvent;

[EventType("flights.flight.rescheduled.v1")]
internal sealed record FlightRescheduled(FlightId FlightId, StationTime Departure, StationTime Arrival) : IDomainEvent;

[EventType("flights.flight.delayed.v1")]
internal sealed record FlightDelayed(FlightId FlightId, StationTime Departure, StationTime Arrival, int Minutes, string Reason) : IDomainEvent;

[EventType("flights.flight.aircraft_replaced.v1")]
internal sealed record FlightAircraftReplaced(FlightId FlightId, AircraftTypeCode Aircraft, AircraftTypeCode Before) : IDomainEvent;

[EventType("flights.flight.departed.v1")]
internal sealed record FlightDeparted(FlightId FlightId, DateTimeOffset At) : IDomainEvent;

[EventType("flights.flight.arrived.v1")]
internal sealed record FlightArrived(FlightId FlightId, DateTimeOffset At) : IDomainEvent;

[EventType("flights.flight.cancelled.v1")]
internal sealed record FlightCancelled(FlightId FlightId, string Reason) : IDomainEvent;

/// <summary>What an adult pays for the flight in a cabin before family and load are looked at.</summary>
internal sealed record CabinFare(Cabin Cabin, Money Amount);
