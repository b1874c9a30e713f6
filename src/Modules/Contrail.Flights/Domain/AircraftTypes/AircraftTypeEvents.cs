// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Flights.Domain.AircraftTypes;

[EventType("flights.aircraft_type.registered.v1")]
internal sealed record AircraftTypeRegistered(AircraftTypeCode Code, AircraftDetails Details) : IDomainEvent;

[EventType("flights.aircraft_type.changed.v1")]
internal sealed record AircraftTypeChanged(AircraftTypeCode Code, AircraftDetails Details) : IDomainEvent;
