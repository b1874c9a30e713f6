// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Flights.Domain.Airports;

[EventType("flights.airport.created.v1")]
internal sealed record AirportCreated(AirportCode Code, AirportDetails Details) : IDomainEvent;

[EventType("flights.airport.changed.v1")]
internal sealed record AirportChanged(AirportCode Code, AirportDetails Details) : IDomainEvent;
