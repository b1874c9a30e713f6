using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Projections;

namespace Contrail.Engine.Subscriptions;

// Handling pages and committing what comes of them, in order. While a page is committed the next one may be handled already,
// if its handling leaves nothing behind but what its own commit writes.
internal sealed partial class SubscriptionRunner
{
    private Unfinished? unfinished;

    /// <summary>Handles a page behind the one before, whose commit may still be under way.</summary>
    /// <returns>Where to go on. The commit of everything up to there is at least under way.</returns>
    private async Task<long> TakeAsync(Lease lease, LogPage page, CancellationToken cancellation)
    {
        using var activity = EngineMeters.Activities.StartActivity($"handle {Name}");
        activity?.SetTag("contrail.events", page.Events.Count).SetTag("contrail.position", page.ScannedTo);
        var (park, rows) = await HandleAsync(page.Events, cancellation).ConfigureAwait(false);
        if (!await FinishAsync(lease, cancellation).ConfigureAwait(false))
        {
            // This page was handled on top of rows that were not to be.
            return handledTo;
        }

        unfinished = new Unfinished(page, page.Events.Count > 0 ? CommitAsync(lease, page.ScannedTo, park, rows, cancellation) : KeepLater(page.ScannedTo));
        if (!subscriber.MayRunAhead || park.Count + parked.Count > 0 || page.ScannedTo >= Volatile.Read(ref head))
        {
            await FinishAsync(lease, cancellation).ConfigureAwait(false);
        }

        return page.ScannedTo;
    }

    private async Task<(IReadOnlyList<ParkedEvent> Park, IReadOnlyList<TableChange> Rows)> HandleAsync(
        IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return ([], []);
        }

        await parked.RefreshAsync(cancellation).ConfigureAwait(false);
        var (free, followers) = parked.Split(events);
        var handled = await subscriber.HandleAsync(free, cancellation).ConfigureAwait(false);
        return (parked.ToPark(handled.Faults, followers), handled.Rows);
    }

    /// <summary>Waits for the commit that is under way.</summary>
    /// <returns>Whether the page was committed as it was handled; if not, it was handled anew.</returns>
    private async Task<bool> FinishAsync(Lease lease, CancellationToken cancellation)
    {
        if (unfinished is not { } last)
        {
            return true;
        }

        var asHandled = true;
        try
        {
            await last.Commit.ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            asHandled = false;
            await HandleOneByOneAsync(lease, last.Page, cancellation).ConfigureAwait(false);
        }

        unfinished = null;
        state = SubscriptionState.Running;
        faults = 0;
        lastError = null;
        if (last.Page.Events.Count > 0)
        {
            rate.Add(last.Page.Events.Count);
            EngineMeters.Handled.Add(last.Page.Events.Count, new KeyValuePair<string, object?>("subscription", Name));
        }

        return asHandled;
    }

    /// <summary>Lets a commit that is under way end before somebody else begins where it may not have come to.</summary>
    private async Task AbandonAsync()
    {
        if (unfinished is { } last)
        {
            unfinished = null;
            await last.Commit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The store can never hold a value of the page's rows. One by one, only the event that it comes from is parked.</summary>
    private async Task HandleOneByOneAsync(Lease lease, LogPage page, CancellationToken cancellation)
    {
        foreach (var (i, e) in page.Events.Index())
        {
            var upTo = i == page.Events.Count - 1 ? page.ScannedTo : e.Position;
            subscriber.Reset();
            try
            {
                var (park, rows) = await HandleAsync([e], cancellation).ConfigureAwait(false);
                await CommitAsync(lease, upTo, park, rows, cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException error)
            {
                subscriber.Reset();
                await CommitAsync(lease, upTo, parked.ToPark([new Fault(e, error, 1)], []), [], cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task CommitAsync(Lease lease, long upTo, IReadOnlyList<ParkedEvent> park, IReadOnlyList<TableChange> rows, CancellationToken cancellation)
    {
        if (park.Count + rows.Count > 0 || !MayKeepProgressLater())
        {
            await store.CommitAsync(lease, new SubscriptionCommit(upTo, park, [], rows), cancellation).ConfigureAwait(false);
            parked.Add(park);
            subscriber.Committed(rows);
            (persisted, persistedAt) = (upTo, Environment.TickCount64);
        }

        await KeepLater(upTo).ConfigureAwait(false);
    }

    /// <summary>Dealt with, whether or not the store knows it yet.</summary>
    private Task KeepLater(long upTo)
    {
        handledTo = upTo;
        reached.Reach(upTo);
        return Task.CompletedTask;
    }

    /// <summary>A page that left nothing but commands under ids of their own is harmless to handle again: its progress is kept with
    /// that of later pages.</summary>
    private bool MayKeepProgressLater() =>
        IsExclusive && !subscriber.IsNoticedOutside && Environment.TickCount64 - persistedAt < BusyPersist.TotalMilliseconds;

    /// <summary>A page that was handled, and its commit.</summary>
    private sealed record Unfinished(LogPage Page, Task Commit);
}
