using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// What one command changes, all of it or nothing: the versions it read, the events it decided, the commands it schedules or
/// unschedules, and the outcome to give to whoever repeats it.
/// </summary>
/// <param name="CommandId">A unit whose command id was recorded before is a duplicate, see <see cref="KeepsOutcome"/>.</param>
/// <param name="Reads">Versions the decision rests on. They are checked like writes, so decisions are serialisable.</param>
/// <param name="Writes">At most one per stream.</param>
/// <param name="Schedule">Changes to scheduled commands, in order.</param>
/// <param name="Outcome">Opaque to the log; kept with the command id.</param>
public sealed record AppendUnit(
    Guid CommandId,
    IReadOnlyList<StreamRead> Reads,
    IReadOnlyList<StreamWrite> Writes,
    IReadOnlyList<ScheduleChange> Schedule,
    ReadOnlyMemory<byte> Outcome)
{
    /// <summary>
    /// Commands whose units this one was decided on top of before they were durable. If one of them, earlier in the same batch,
    /// does not write its events, this unit conflicts even if the versions fit: the events of those versions are others.
    /// </summary>
    public IReadOnlyList<Guid> RestsOn { get; init; } = [];

    /// <summary>Whether the outcome is kept, so that a repeated command is a duplicate. A unit whose streams tell that it was written needs
    /// none: repeated, it conflicts by version, and is decided again.</summary>
    public bool KeepsOutcome { get; init; } = true;

    internal (string Stream, long Version) FirstExpectation =>
        Writes.Count > 0 ? (Writes[0].Stream, Writes[0].ExpectedVersion) : (Reads[0].Stream, Reads[0].Version);
}

/// <summary>A version that a decision rests on; 0 says that the stream did not exist.</summary>
/// <param name="Stream">Stream name.</param>
/// <param name="Version">The version that was seen.</param>
public readonly record struct StreamRead(string Stream, long Version);

/// <summary>Events for one stream.</summary>
/// <param name="Stream">Stream name.</param>
/// <param name="ExpectedVersion">The version before the first of the events; 0 for a new stream.</param>
/// <param name="Events">One or more; their bytes must not change after the append, subscribers get them as they are.</param>
public sealed record StreamWrite(string Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events);

/// <summary>What became of one unit of a batch.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>Durable.</summary>
    /// <param name="Position">Position of its last event; of the log's head when it has no events.</param>
    public sealed record Appended(long Position) : AppendOutcome;

    /// <summary>The command was carried out before; nothing was written now.</summary>
    /// <param name="Recorded">What was recorded then.</param>
    public sealed record Duplicate(RecordedOutcome Recorded) : AppendOutcome;

    /// <summary>A stream is not at the version that the unit read or expected; nothing of the unit was written.</summary>
    /// <param name="Stream">The first stream that differs.</param>
    /// <param name="ExpectedVersion">What the unit said.</param>
    /// <param name="ActualVersion">What the stream has, the earlier units of the batch included.</param>
    public sealed record Conflict(string Stream, long ExpectedVersion, long ActualVersion) : AppendOutcome;
}

/// <summary>The recorded outcome of a command.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Position">See <see cref="AppendOutcome.Appended.Position"/>.</param>
/// <param name="Outcome">What the unit carried.</param>
public sealed record RecordedOutcome(Guid CommandId, long Position, ReadOnlyMemory<byte> Outcome);

/// <summary>A change to the scheduled commands.</summary>
public abstract record ScheduleChange
{
    private ScheduleChange()
    {
    }

    /// <summary>Schedules a command, replacing what was scheduled under its key.</summary>
    /// <param name="Command">The command.</param>
    public sealed record Set(ScheduledCommand Command) : ScheduleChange;

    /// <summary>Removes what is scheduled under a key. Nothing there is no error.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="OnlyId">Removes it only if it is still this one, not a later one of the same key.</param>
    public sealed record Remove(string Key, Guid? OnlyId = null) : ScheduleChange;
}

/// <summary>A command to be executed later.</summary>
/// <param name="Key">Unique in the module; setting it again replaces.</param>
/// <param name="Id">Identifies this setting of the key; the id of the command when it is executed.</param>
/// <param name="Due">Not before this instant.</param>
/// <param name="Type">Wire name of the command without version.</param>
/// <param name="SchemaVersion">Version of the wire name.</param>
/// <param name="Data">The command as JSON.</param>
/// <param name="Metadata">Correlation and causation to execute it with.</param>
public sealed record ScheduledCommand(
    string Key, Guid Id, DateTimeOffset Due, string Type, int SchemaVersion, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata);
