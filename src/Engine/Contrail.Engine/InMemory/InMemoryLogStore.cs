using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.InMemory;

/// <summary>
/// A log in memory: the reference of what a store must do, and the one for tests. It passes the conformance suite of the
/// durable stores; only durability is missing.
/// </summary>
public sealed class InMemoryLogStore : ILogStore
{
    private readonly Lock gate = new();
    private readonly List<RecordedEvent> events = [];
    private readonly Dictionary<string, List<RecordedEvent>> streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, RecordedOutcome> outcomes = [];
    private readonly Dictionary<string, ScheduledCommand> scheduled = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Stream, string Kind), Snapshot> snapshots = [];
    private LogHead head = LogHead.Empty;

    /// <inheritdoc/>
    public event Action<CommitNotice>? Committed;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation)
    {
        AppendedBatch batch;
        lock (gate)
        {
            batch = AppendPlan.Make(units, stream => streams.GetValueOrDefault(stream)?.Count ?? 0, outcomes.GetValueOrDefault).At(head);
            Write(batch);
        }

        if (batch.Notice is { } notice)
        {
            notice.Tell(Committed);
        }

        return ValueTask.FromResult(batch.Outcomes);
    }

    /// <inheritdoc/>
    public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(head);
        }
    }

    /// <inheritdoc/>
    public ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation)
    {
        lock (gate)
        {
            var page = new List<RecordedEvent>();
            var at = (int)Math.Min(after, events.Count);
            for (; at < events.Count && page.Count < limit; at++)
            {
                if (types is null || types.Contains(events[at].Type))
                {
                    page.Add(events[at]);
                }
            }

            return ValueTask.FromResult(new LogPage(page, Math.Max(after, at), events.Count));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation)
    {
        lock (gate)
        {
            IReadOnlyList<RecordedEvent> page = streams.TryGetValue(stream, out var found)
                ? [.. found.Skip((int)afterVersion).Take(limit)]
                : [];
            return ValueTask.FromResult(page);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadContentsAsync(string stream, long afterVersion, int limit, ContentVisitor visit, CancellationToken cancellation)
    {
        var page = await ReadStreamAsync(stream, afterVersion, limit, cancellation).ConfigureAwait(false);
        foreach (var e in page)
        {
            visit(new EventContent { Type = e.Type, SchemaVersion = e.SchemaVersion, Data = e.Data.Span });
        }

        return page.Count;
    }

    /// <inheritdoc/>
    public ValueTask<RecordedOutcome?> FindOutcomeAsync(Guid commandId, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(outcomes.GetValueOrDefault(commandId));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        lock (gate)
        {
            IReadOnlyList<ScheduledCommand> due = [.. scheduled.Values.Where(s => s.Due <= now).OrderBy(s => s.Due).ThenBy(s => s.Key, StringComparer.Ordinal).Take(limit)];
            return ValueTask.FromResult(due);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(scheduled.Count == 0 ? (DateTimeOffset?)null : scheduled.Values.Min(s => s.Due));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(snapshots.GetValueOrDefault((stream, kind)));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        lock (gate)
        {
            snapshots[(snapshot.Stream, snapshot.Kind)] = snapshot with { Data = snapshot.Data.ToArray() };
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(AppendedBatch batch)
    {
        // Copies, because a caller may use its buffers again.
        foreach (var e in batch.Events.Select(e => e with { Data = e.Data.ToArray(), Metadata = e.Metadata.ToArray() }))
        {
            events.Add(e);
            if (!streams.TryGetValue(e.Stream, out var stream))
            {
                streams[e.Stream] = stream = [];
            }

            stream.Add(e);
        }

        foreach (var outcome in batch.Recorded)
        {
            outcomes[outcome.CommandId] = outcome with { Outcome = outcome.Outcome.ToArray() };
        }

        foreach (var change in batch.Schedule)
        {
            Apply(change);
        }

        head = batch.Head;
    }

    private void Apply(ScheduleChange change)
    {
        switch (change)
        {
            case ScheduleChange.Set set:
                scheduled[set.Command.Key] = set.Command with { Data = set.Command.Data.ToArray(), Metadata = set.Command.Metadata.ToArray() };
                break;
            case ScheduleChange.Remove remove when remove.OnlyId is null
                || (scheduled.TryGetValue(remove.Key, out var current) && current.Id == remove.OnlyId):
                scheduled.Remove(remove.Key);
                break;
        }
    }
}
