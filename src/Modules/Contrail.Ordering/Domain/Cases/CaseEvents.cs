// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Ordering.Domain.Cases;

[EventType("ordering.case.opened.v1")]
internal sealed record CaseOpened(CaseId CaseId, string OrderId, string Text, DateTimeOffset At) : IDomainEvent;

[EventType("ordering.case.closed.v1")]
internal sealed record CaseClosed(CaseId CaseId, string By, string Note, DateTimeOffset At) : IDomainEvent;
