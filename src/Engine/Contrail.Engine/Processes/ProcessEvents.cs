// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Processes;

/// <summary>A process came to its end.</summary>
/// <param name="Outcome">How: a word of the process's own.</param>
[EventType("engine.process.completed.v1")]
public sealed record ProcessCompleted(string Outcome) : IDomainEvent;

/// <summary>A process cannot go on by itself: a person must look at it.</summary>
/// <param name="Reason">Why, in words.</param>
[EventType("engine.process.failed.v1")]
public sealed record ProcessFailed(string Reason) : IDomainEvent;

/// <summary>A command that a process sent was refused.</summary>
/// <param name="CommandType">Wire name of the command without version.</param>
/// <param name="Kind">Which sort of refusal.</param>
/// <param name="Key">The refusal's translation key.</param>
/// <param name="Detail">The refusal in words.</param>
[EventType("engine.process.command_refused.v1")]
public sealed record ProcessCommandRefused(string CommandType, RefusalKind Kind, string Key, string Detail) : IDomainEvent;

/// <summary>A deadline of a process passed.</summary>
/// <param name="Name">Which deadline.</param>
[EventType("engine.process.timed_out.v1")]
public sealed record ProcessTimedOut(string Name) : IDomainEvent;

/// <summary>A process set or moved a deadline.</summary>
/// <param name="Name">Which deadline.</param>
/// <param name="Due">When it passes.</param>
/// <param name="InsteadOf">Deadlines that it removed in the same step; null for none.</param>
[EventType("engine.process.deadline_set.v1")]
public sealed record ProcessDeadlineSet(string Name, DateTimeOffset Due, IReadOnlyList<string>? InsteadOf = null) : IDomainEvent;

/// <summary>A process removed a deadline and set none in its place. One that has ended has none left, without this.</summary>
/// <param name="Name">Which deadline.</param>
[EventType("engine.process.deadline_cleared.v1")]
public sealed record ProcessDeadlineCleared(string Name) : IDomainEvent;
