using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

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
        using var activity = page.Events.Count > 0 ? EngineMeters.Activities.StartActivity($"handle {Name}") : null;
        activity?.SetTag("contrail.events", page.Events.Count).SetTag("contrail.position", page.ScannedTo);
        // However this ends, the page before comes first.
        var handling = HandleAsync(page.Events, cancellation);
        await ((Task)handling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!await FinishAsync(lease, cancellation).ConfigureAwait(false))
        {
            // This page was handled on top of rows that were not to be.
            return handledTo;
        }

        unfinished = new Unfinished(page, CommitAsync(lease, page, handling, cancellation));
        if (!subscriber.MayRunAhead || parked.Count > 0 || !handling.IsCompletedSuccessfully || (await handling.ConfigureAwait(false)).Faults.Count > 0)
        {
            await FinishAsync(lease, cancellation).ConfigureAwait(false);
        }

        return page.ScannedTo;
    }

    /// <summary>Handles events; the later ones of parked streams count as faults.</summary>
    private async Task<Handled> HandleAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return Handled.Well;
        }

        await parked.RefreshAsync(cancellation).ConfigureAwait(false);
        var (free, followers) = parked.Split(events);
        var handled = await HandleWatchedAsync(free, cancellation).ConfigureAwait(false);
        return followers.Count == 0 ? handled : handled with { Faults = [.. handled.Faults, .. followers] };
    }

    /// <summary>Handles events and keeps since when, for <see cref="Overdue"/>, unless that may take long.</summary>
    private async Task<Handled> HandleWatchedAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        Volatile.Write(ref handlingSince, subscriber.IsNoticedOutside ? NotHandling : Environment.TickCount64);
        try
        {
            return await subscriber.HandleAsync(events, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref handlingSince, NotHandling);
        }
    }

    /// <summary>Waits for the commit that is under way.</summary>
    /// <returns>Whether its page was committed as it was handled; if not, it was handled anew.</returns>
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
        return asHandled;
    }

    /// <summary>Lets a commit that is under way end, before a next run begins where it may not have come to.</summary>
    private async Task EndCommitAsync()
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
            var one = page with { Events = [e], ScannedTo = i == page.Events.Count - 1 ? page.ScannedTo : e.Position };
            subscriber.Reset();
            try
            {
                await CommitAsync(lease, one, HandleAsync(one.Events, cancellation), cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException error)
            {
                subscriber.Reset();
                await CommitAsync(lease, one, Task.FromResult(new Handled([new Fault(e, error, 1)], [])), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Commits what comes of a page, unless that may wait.</summary>
    private async Task CommitAsync(Lease lease, LogPage page, Task<Handled> handling, CancellationToken cancellation)
    {
        var handled = await handling.ConfigureAwait(false);
        var park = parked.ToPark(handled.Faults);
        if (park.Count + handled.Rows.Count > 0 || !MayKeepProgressLater(page))
        {
            await store.CommitAsync(lease, new SubscriptionCommit(page.ScannedTo, park, [], handled.Rows), cancellation).ConfigureAwait(false);
            parked.Add(park);
            subscriber.Committed(handled.Rows);
            (persisted, persistedAt) = (page.ScannedTo, Environment.TickCount64);
        }

        (state, faults, lastError) = (SubscriptionState.Running, 0, null);
        rate.Add(page.Events.Count);
        EngineMeters.Handled(messages.Module, Name, page.Events.Count);
        handledTo = page.ScannedTo;
        reached.Reach(page.ScannedTo);
    }

    /// <summary>A page that left nothing but commands under ids of their own is harmless to handle again: its progress is kept with
    /// that of later pages. So is that over events which did not concern it, once nothing comes any more, and where other nodes look at it after a while.</summary>
    private bool MayKeepProgressLater(LogPage page)
    {
        var age = TimeSpan.FromMilliseconds(Environment.TickCount64 - persistedAt);
        return page.Events.Count == 0
            ? IsExclusive || page.ScannedTo == persisted || age < options.Poll
            : IsExclusive && !subscriber.IsNoticedOutside && age < BusyPersist;
    }

    /// <summary>A page that was handled, and its commit.</summary>
    private sealed record Unfinished(LogPage Page, Task Commit);
}
