using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// What one batch writes, worked out before a row is touched. Every store uses it while it holds the log's head, so that
/// the judgement of versions and duplicates, the positions and the hash chain are one piece of code.
/// </summary>
public sealed class AppendPlan
{
    private AppendPlan(IReadOnlyList<AppendOutcome> outcomes, IReadOnlyList<RecordedEvent> events, IReadOnlyList<RecordedOutcome> recorded, IReadOnlyList<ScheduleChange> schedule, LogHead head) =>
        (Outcomes, Events, Recorded, Schedule, Head) = (outcomes, events, recorded, schedule, head);

    /// <summary>One for each unit, in order.</summary>
    public IReadOnlyList<AppendOutcome> Outcomes { get; }

    /// <summary>The rows to insert, in order.</summary>
    public IReadOnlyList<RecordedEvent> Events { get; }

    /// <summary>The outcomes to record.</summary>
    public IReadOnlyList<RecordedOutcome> Recorded { get; }

    /// <summary>The schedule changes to make, in order.</summary>
    public IReadOnlyList<ScheduleChange> Schedule { get; }

    /// <summary>The head after the batch.</summary>
    public LogHead Head { get; }

    /// <summary>Whether anything is to be written.</summary>
    public bool IsEmpty => Events.Count + Recorded.Count + Schedule.Count == 0;

    /// <summary>What to tell of the commit; null if nobody needs to hear of it.</summary>
    public CommitNotice? Notice => Events.Count == 0 && Schedule.Count == 0
        ? null
        : new CommitNotice(Head.Position - Events.Count, Head.Position, Events.Select(e => e.Type).ToHashSet(StringComparer.Ordinal), Schedule.Count > 0)
        {
            Streams = Events.Select(e => e.Stream).ToHashSet(StringComparer.Ordinal),
            Events = Events,
        };

    /// <summary>Judges the units in order.</summary>
    /// <param name="head">The head, held by the caller until the plan is written.</param>
    /// <param name="units">The batch.</param>
    /// <param name="versionOf">The current version of a stream; asked at most once for each.</param>
    /// <param name="outcomeOf">What was recorded for a command, or null.</param>
    public static AppendPlan Make(
        LogHead head, IReadOnlyList<AppendUnit> units, Func<string, long> versionOf, Func<Guid, RecordedOutcome?> outcomeOf)
    {
        var outcomes = new AppendOutcome[units.Count];
        var events = new List<RecordedEvent>(units.Count);
        var recorded = new List<RecordedOutcome>(units.Count);
        var recordedHere = new Dictionary<Guid, RecordedOutcome>(units.Count);
        var schedule = new List<ScheduleChange>();
        var versions = new Dictionary<string, long>(units.Count, StringComparer.Ordinal);
        var unwritten = new HashSet<Guid>();
        var position = head.Position;
        var hash = head.Hash;

        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            if (unit.KeepsOutcome && (recordedHere.GetValueOrDefault(unit.CommandId) ?? outcomeOf(unit.CommandId)) is { } earlier)
            {
                outcomes[i] = new AppendOutcome.Duplicate(earlier);
                unwritten.Add(unit.CommandId);
                continue;
            }

            if ((ConflictOf(unit, Version) ?? BrokenGroundOf(unit, unwritten, Version)) is { } conflict)
            {
                outcomes[i] = conflict;
                unwritten.Add(unit.CommandId);
                continue;
            }

            foreach (var write in unit.Writes)
            {
                var version = write.ExpectedVersion;
                foreach (var e in write.Events)
                {
                    var next = HashChain.Next(hash.Span, ++position, write.Stream, ++version, e);
                    hash = next;
                    events.Add(new RecordedEvent(
                        position, write.Stream, version, e.Id, e.Type, e.SchemaVersion, e.Data, e.Metadata,
                        HashChain.FromMicroseconds(HashChain.ToMicroseconds(e.RecordedAt)), next));
                }

                versions[write.Stream] = version;
            }

            if (unit.KeepsOutcome)
            {
                var outcome = new RecordedOutcome(unit.CommandId, position, unit.Outcome);
                recorded.Add(outcome);
                recordedHere.Add(unit.CommandId, outcome);
            }

            schedule.AddRange(unit.Schedule);
            outcomes[i] = new AppendOutcome.Appended(position);
        }

        return new AppendPlan(outcomes, events, recorded, schedule, new LogHead(position, hash));

        long Version(string stream)
        {
            if (!versions.TryGetValue(stream, out var version))
            {
                versions[stream] = version = versionOf(stream);
            }

            return version;
        }
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
}
