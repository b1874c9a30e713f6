using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Subscriptions;

/// <summary>
/// The streams a subscription has set aside. While one event of a stream is parked, its later events are parked behind it, so
/// that order holds; other streams flow. When the first parked event of a stream is to be tried again - an operator asked, or
/// it was only waiting behind one that is gone - the stream is worked off in order until it is empty or fails again.
/// </summary>
internal sealed class ParkedStreams(string subscription, Subscriber subscriber, ILogStore log, ISubscriptionStore store, TimeProvider clock, EngineLog messages)
{
    private const int PageSize = 500;
    private HashSet<string> streams = new(StringComparer.Ordinal);
    private int mayHaveChanged = 1;

    public int Count => streams.Count;

    public void MayHaveChanged() => Volatile.Write(ref mayHaveChanged, 1);

    public async Task LoadAsync(CancellationToken cancellation)
    {
        MayHaveChanged();
        streams = (await store.ReadParkedStreamsAsync(subscription, cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>An operator may have discarded something, here or from another node.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (streams.Count > 0)
        {
            await LoadAsync(cancellation).ConfigureAwait(false);
        }
    }

    public (IReadOnlyList<RecordedEvent> Free, IReadOnlyList<Fault> Followers) Split(IReadOnlyList<RecordedEvent> events)
    {
        if (streams.Count == 0)
        {
            return (events, []);
        }

        var byFate = events.ToLookup(e => streams.Contains(e.Stream));
        return ([.. byFate[false]], [.. byFate[true].Select(e => new Fault(e, null, 0))]);
    }

    public IReadOnlyList<ParkedEvent> ToPark(IReadOnlyList<Fault> faults) => faults.Count == 0 ? [] : [.. faults.Select(ToParked)];

    public void Add(IReadOnlyList<ParkedEvent> park)
    {
        foreach (var p in park)
        {
            streams.Add(p.Stream);
        }
    }

    /// <summary>Works off the streams whose first parked event is to be tried.</summary>
    public async Task RedriveAsync(Lease lease, long position, CancellationToken cancellation)
    {
        if (streams.Count == 0 || Interlocked.Exchange(ref mayHaveChanged, 0) == 0)
        {
            return;
        }

        var all = new List<ParkedEvent>();
        for (IReadOnlyList<ParkedEvent>? page = null; page is null || page.Count == PageSize;)
        {
            page = await store.ReadParkedAsync(subscription, all.Count == 0 ? 0 : all[^1].Position, PageSize, cancellation).ConfigureAwait(false);
            all.AddRange(page);
        }

        foreach (var stream in all.GroupBy(p => p.Stream, StringComparer.Ordinal))
        {
            var first = stream.First();
            if (first.RedriveRequested || first.Attempts == 0)
            {
                await RedriveAsync(lease, position, [.. stream], cancellation).ConfigureAwait(false);
            }
        }

        streams = (await store.ReadParkedStreamsAsync(subscription, cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
    }

    private async Task RedriveAsync(Lease lease, long position, List<ParkedEvent> stream, CancellationToken cancellation)
    {
        foreach (var entry in stream)
        {
            if (await TryAsync(lease, position, entry, cancellation).ConfigureAwait(false) is not { } fault)
            {
                continue;
            }

            var again = ToParked(fault) with { Attempts = entry.Attempts + fault.Attempts };
            await store.CommitAsync(lease, new SubscriptionCommit(position, [again], [], []), cancellation).ConfigureAwait(false);
            return;
        }
    }

    /// <summary>Handles one parked event again and commits what follows; or says what was wrong.</summary>
    private async Task<Fault?> TryAsync(Lease lease, long position, ParkedEvent entry, CancellationToken cancellation)
    {
        var page = await log.ReadAsync(entry.Position - 1, 1, types: null, cancellation).ConfigureAwait(false);
        var handled = await subscriber.HandleAsync(page.Events, cancellation).ConfigureAwait(false);
        if (handled.Faults.Count > 0)
        {
            return handled.Faults[0];
        }

        try
        {
            await store.CommitAsync(lease, new SubscriptionCommit(position, [], [entry.Position], handled.Rows), cancellation).ConfigureAwait(false);
            subscriber.Committed(handled.Rows);
            return null;
        }
        catch (InvalidDataException e)
        {
            subscriber.Reset();
            return new Fault(page.Events[0], e, 1);
        }
    }

    private ParkedEvent ToParked(Fault fault)
    {
        var e = fault.Event;
        if (fault.Error is not null)
        {
            messages.EventParked(subscription, e.Position, e.Stream, fault.Error);
        }

        EngineMeters.Parked(messages.Module, subscription);
        return new ParkedEvent(
            subscription, e.Position, e.Stream, new WireName(e.Type, e.SchemaVersion).ToString(),
            fault.Error is null ? "Waits behind an earlier event of its stream." : $"{fault.Error.GetType().Name}: {fault.Error.Message}",
            fault.Attempts, clock.GetUtcNow());
    }
}
