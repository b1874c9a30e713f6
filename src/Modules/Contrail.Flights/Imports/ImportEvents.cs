// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Flights.Imports;

[EventType("flights.import.started.v1")]
internal sealed record ImportStarted(ImportId ImportId, ImportRequest Request, string FileHash, string? By, DateTimeOffset At) : IDomainEvent;

[EventType("flights.import.progressed.v1")]
internal sealed record ImportProgressed(ImportId ImportId, ImportCounts Counts, DateTimeOffset At) : IDomainEvent;

[EventType("flights.import.completed.v1")]
internal sealed record ImportCompleted(ImportId ImportId, ImportReport Report, DateTimeOffset At) : IDomainEvent;

[EventType("flights.import.failed.v1")]
internal sealed record ImportFailed(ImportId ImportId, string Reason, DateTimeOffset At) : IDomainEvent;
