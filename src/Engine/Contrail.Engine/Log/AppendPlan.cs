using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// What one batch writes, worked out before a row is touched, and before it is known where in the log it will lie. Every store judges
/// versions and duplicates by it. <see cref="At"/> gives positions and hashes; PostgreSQL gives the same ones in its function <c>append_batch</c>.
/// </summary>
public sealed class AppendPlan
{
    private readonly Judgement[] judgements;

    private AppendPlan(Judgement[] judgements, IReadOnlyList<PlannedEvent> events, IReadOnlyList<PlannedOutcome> recorded, IReadOnlyList<ScheduleChange> schedule)
    {
        this.judgements = judgements;
        (Events, Recorded, Schedule) = (events, recorded, schedule);
    }

    /// <summary>The events to insert, in order.</summary>
    public IReadOnlyList<PlannedEvent> Events { get; }

    /// <summary>The outcomes to record.</summary>
    public IReadOnlyList<PlannedOutcome> Recorded { get; }

    /// <summary>The schedule changes to make, in order.</summary>
    public IReadOnlyList<ScheduleChange> Schedule { get; }

    /// <summary>Whether anything is to be written.</summary>
    public bool IsEmpty => Events.Count + Recorded.Count + Schedule.Count == 0;

    /// <summary>Whether a unit conflicts.</summary>
    public bool HasConflicts => Array.Exists(judgements, judgement => judgement.Known is AppendOutcome.Conflict);

    /// <summary>Judges the units in order.</summary>
    /// <param name="units">The batch.</param>
    /// <param name="versionOf">The current version of a stream; asked at most once for each.</param>
    /// <param name="outcomeOf">What was recorded for a command, or null.</param>
    public static AppendPlan Make(IReadOnlyList<AppendUnit> units, Func<string, long> versionOf, Func<Guid, RecordedOutcome?> outcomeOf)
    {
        var judgements = new Judgement[units.Count];
        var events = new List<PlannedEvent>(units.Count);
        var recorded = new List<PlannedOutcome>(units.Count);
        var recordedHere = new Dictionary<Guid, PlannedOutcome>(units.Count);
        var schedule = new List<ScheduleChange>();
        var versions = new Dictionary<string, long>(units.Count, StringComparer.Ordinal);
        var unwritten = new HashSet<Guid>();

        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            if (unit.KeepsOutcome && recordedHere.TryGetValue(unit.CommandId, out var sameBatch))
            {
                judgements[i] = new Judgement { DuplicateHere = sameBatch };
                unwritten.Add(unit.CommandId);
                continue;
            }

            if (unit.KeepsOutcome && outcomeOf(unit.CommandId) is { } earlier)
            {
                judgements[i] = new Judgement { Known = new AppendOutcome.Duplicate(earlier) };
                unwritten.Add(unit.CommandId);
                continue;
            }

            if ((ConflictOf(unit, Version) ?? BrokenGroundOf(unit, unwritten, Version)) is { } conflict)
            {
                judgements[i] = new Judgement { Known = conflict };
                unwritten.Add(unit.CommandId);
                continue;
            }

            foreach (var write in unit.Writes)
            {
                var version = write.ExpectedVersion;
                foreach (var e in write.Events)
                {
                    events.Add(new PlannedEvent(write.Stream, ++version, e, HashChain.DigestOf(write.Stream, version, e)));
                }

                versions[write.Stream] = version;
            }

            if (unit.KeepsOutcome)
            {
                var outcome = new PlannedOutcome(unit.CommandId, events.Count, unit.Outcome);
                recorded.Add(outcome);
                recordedHere.Add(unit.CommandId, outcome);
            }

            schedule.AddRange(unit.Schedule);
            judgements[i] = new Judgement { Place = events.Count };
        }

        return new AppendPlan(judgements, events, recorded, schedule);

        long Version(string stream)
        {
            if (!versions.TryGetValue(stream, out var version))
            {
                versions[stream] = version = versionOf(stream);
            }

            return version;
        }
    }

    /// <summary>The batch as it lies behind a head, which the caller holds or held while it was written.</summary>
    public AppendedBatch At(LogHead head)
    {
        var position = head.Position;
        var hash = head.Hash;
        var events = new List<RecordedEvent>(Events.Count);
        foreach (var planned in Events)
        {
            var e = planned.Event;
            hash = HashChain.Link(hash.Span, planned.Digest);
            events.Add(new RecordedEvent(
                ++position, planned.Stream, planned.Version, e.Id, e.Type, e.SchemaVersion, e.Data, e.Metadata,
                planned.RecordedAt, hash));
        }

        return new AppendedBatch(
            Array.ConvertAll(judgements, judgement => judgement.At(head.Position)),
            events,
            [.. Recorded.Select(outcome => outcome.At(head.Position))],
            Schedule,
            new LogHead(position, hash));
    }

    /// <summary>The conflict of a unit that rests on events of its batch that are not written.</summary>
    private static AppendOutcome.Conflict? BrokenGroundOf(AppendUnit unit, HashSet<Guid> unwritten, Func<string, long> version)
    {
        if (unwritten.Count == 0 || !unit.RestsOn.Any(unwritten.Contains))
        {
            return null;
        }

        var (stream, expected) = unit.FirstExpectation;
        return new AppendOutcome.Conflict(stream, expected, version(stream));
    }

    private static AppendOutcome.Conflict? ConflictOf(AppendUnit unit, Func<string, long> version)
    {
        if (unit.Writes.Count > 1 && unit.Writes.DistinctBy(w => w.Stream).Count() != unit.Writes.Count)
        {
            throw new ArgumentException($"The unit of command {unit.CommandId} writes one stream twice. Put all events of a stream into one write.");
        }

        foreach (var read in unit.Reads)
        {
            if (version(read.Stream) is var actual && actual != read.Version)
            {
                return new AppendOutcome.Conflict(read.Stream, read.Version, actual);
            }
        }

        foreach (var write in unit.Writes)
        {
            if (version(write.Stream) is var actual && actual != write.ExpectedVersion)
            {
                return new AppendOutcome.Conflict(write.Stream, write.ExpectedVersion, actual);
            }
        }

        return null;
    }

    /// <summary>What becomes of one unit.</summary>
    private readonly record struct Judgement
    {
        /// <summary>How many events of the batch are written up to its end.</summary>
        public int Place { get; init; }

        /// <summary>Its outcome, where that needs no position.</summary>
        public AppendOutcome? Known { get; init; }

        /// <summary>The same command, earlier in the batch.</summary>
        public PlannedOutcome? DuplicateHere { get; init; }

        public AppendOutcome At(long head) =>
            Known ?? (DuplicateHere is null ? new AppendOutcome.Appended(head + Place) : new AppendOutcome.Duplicate(DuplicateHere.At(head)));
    }
}

/// <summary>An event of a batch whose place in the log is not known yet.</summary>
/// <param name="Stream">Stream name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Event">The event.</param>
/// <param name="Digest">See <see cref="HashChain.DigestOf"/>.</param>
public readonly record struct PlannedEvent(string Stream, long Version, NewEvent Event, byte[] Digest)
{
    /// <summary>When it was decided, as it is stored: in whole microseconds.</summary>
    public DateTimeOffset RecordedAt => HashChain.FromMicroseconds(HashChain.ToMicroseconds(Event.RecordedAt));
}

/// <summary>An outcome to be recorded by a batch.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Place">How many events of the batch come before it: its position less that of the head.</param>
/// <param name="Outcome">Opaque to the log.</param>
public sealed record PlannedOutcome(Guid CommandId, int Place, ReadOnlyMemory<byte> Outcome)
{
    /// <summary>As it is recorded behind a head.</summary>
    public RecordedOutcome At(long head) => new(CommandId, head + Place, Outcome);
}
