using Contrail.Engine.Diagnostics;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Decisions;

/// <summary>
/// Reads states that are not in memory, each once for all commands that wait for it. A stream with events on their way into
/// the log is read only when they have arrived or failed: before that, the log does not tell the truth about it.
/// </summary>
internal sealed class StateFetcher(ILogStore store, EventSerializer serializer, DecisionLoop loop, EngineLog log)
{
    private const int PageSize = 1000;
    private readonly Dictionary<(Type Type, string Stream), List<PendingCommand>> waiting = [];
    private readonly Dictionary<string, int> onTheirWay = new(StringComparer.Ordinal);

    public void Fetch(Type type, string stream, PendingCommand command)
    {
        var key = (type, stream);
        if (waiting.TryGetValue(key, out var others))
        {
            others.Add(command);
            return;
        }

        waiting[key] = [command];
        if (!onTheirWay.ContainsKey(stream))
        {
            _ = ReadAsync(type, stream);
        }
    }

    public List<PendingCommand> TakeWaiting(Type type, string stream) =>
        waiting.Remove((type, stream), out var commands) ? commands : [];

    /// <summary>A unit that writes the streams is on its way.</summary>
    public void Begin(AppendUnit unit)
    {
        foreach (var write in unit.Writes)
        {
            onTheirWay[write.Stream] = onTheirWay.GetValueOrDefault(write.Stream) + 1;
        }
    }

    /// <summary>The unit has arrived or failed.</summary>
    public void End(AppendUnit unit)
    {
        foreach (var write in unit.Writes)
        {
            var left = onTheirWay[write.Stream] - 1;
            if (left > 0)
            {
                onTheirWay[write.Stream] = left;
                continue;
            }

            onTheirWay.Remove(write.Stream);
            ReadDeferred(write.Stream);
        }
    }

    /// <summary>A command cannot be decided. If it was carried out before, its recorded answer stands all the same.</summary>
    public void LookUpOutcome(PendingCommand command, Exception error) => _ = LookUpOutcomeAsync(command, error);

    /// <summary>Keeps snapshots of states that are durable now.</summary>
    public void Keep(Snapshot[] snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            _ = KeepAsync(snapshot);
        }
    }

    private void ReadDeferred(string stream)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        foreach (var (type, _) in waiting.Keys.Where(key => key.Stream == stream).ToArray())
        {
            _ = ReadAsync(type, stream);
        }
    }

    private async Task ReadAsync(Type type, string stream)
    {
        EventSourced? state = null;
        Exception? error = null;
        try
        {
            state = await StateReader.ReadAsync(store, serializer, type, stream, PageSize).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
        }

        loop.Post(new LoopMessage.StateFetched(type, stream, state, error));
        loop.Run();
    }

    private async Task LookUpOutcomeAsync(PendingCommand command, Exception error)
    {
        RecordedOutcome? recorded = null;
        try
        {
            recorded = await store.FindOutcomeAsync(command.Context.CommandId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.AppendRetried(1, e);
        }

        loop.Post(new LoopMessage.Undecidable(command, error, recorded));
        loop.Run();
    }

    private async Task KeepAsync(Snapshot snapshot)
    {
        try
        {
            await store.WriteSnapshotAsync(snapshot, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageUnavailableException e)
        {
            log.SnapshotFailed(snapshot.Stream, e);
        }
    }
}

/// <summary>Folds a stream into a state.</summary>
internal static class StateReader
{
    /// <summary>The state of a stream without events.</summary>
    public static EventSourced Empty(Type type) => (EventSourced)Activator.CreateInstance(type, nonPublic: true)!;

    /// <summary>The state of a stream up to a version; from its newest snapshot where it has one and the end is wanted.</summary>
    public static async ValueTask<EventSourced> ReadAsync(
        ILogStore store, EventSerializer serializer, Type type, string stream, int pageSize = 1000, long upTo = long.MaxValue)
    {
        var state = Empty(type);
        if (upTo == long.MaxValue && SnapshotPolicy.Of(type) is { } policy
            && await store.ReadSnapshotAsync(stream, policy.Kind, CancellationToken.None).ConfigureAwait(false) is { } snapshot
            && !policy.TryRestore(state, snapshot))
        {
            state = Empty(type);
        }

        while (state.Version < upTo)
        {
            var limit = (int)Math.Min(pageSize, upTo - state.Version);
            var read = state.NeedsMetadata
                ? await FoldEventsAsync(store, serializer, state, stream, limit).ConfigureAwait(false)
                : await FoldContentsAsync(store, serializer, state, stream, limit).ConfigureAwait(false);
            if (read < limit)
            {
                break;
            }
        }

        return state;
    }

    private static async ValueTask<int> FoldContentsAsync(ILogStore store, EventSerializer serializer, EventSourced state, string stream, int limit)
    {
        // Deserialised while more is on its way, folded when all is here: a state that takes its time must not hold a connection.
        var events = new List<object>();
        var read = await store.ReadContentsAsync(
            stream, state.Version, limit, content => events.Add(serializer.Deserialize(content.Type, content.SchemaVersion, content.Data)),
            CancellationToken.None).ConfigureAwait(false);
        foreach (var e in events)
        {
            state.Fold(e);
        }

        return read;
    }

    private static async ValueTask<int> FoldEventsAsync(ILogStore store, EventSerializer serializer, EventSourced state, string stream, int limit)
    {
        var page = await store.ReadStreamAsync(stream, state.Version, limit, CancellationToken.None).ConfigureAwait(false);
        foreach (var recorded in page)
        {
            state.Fold(recorded, serializer);
        }

        return page.Count;
    }
}
