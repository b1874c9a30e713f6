using Contrail.Engine.Log;

namespace Contrail.Engine.Subscriptions;

// Holding the lease, and waiting for it.
internal sealed partial class SubscriptionRunner
{
    // Each look costs the server two statements.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether another owner is at work. Then commits wake nobody here, but whoever begins to wait for a position does.</summary>
    private volatile bool follows;

    /// <summary>Shows how far the other owner is; its lease is asked for after each look. Looks often only while somebody waits for a position.</summary>
    private async Task FollowAsync()
    {
        state = SubscriptionState.Waiting;
        var checkpoint = await store.ReadCheckpointAsync(Name, stop.Token).ConfigureAwait(false);
        reached.Reach(checkpoint);
        if (reached.IsAwaited)
        {
            await ReachNextAsync(checkpoint).ConfigureAwait(false);
        }

        await (reached.IsAwaited ? Task.Delay(BetweenLooks, stop.Token) : wake.WaitAsync(options.Poll, clock, stop.Token)).ConfigureAwait(false);
    }

    /// <summary>What does not concern the subscription is dealt with, though its owner, who keeps such progress when nothing comes any more, has not said so.</summary>
    private async Task ReachNextAsync(long checkpoint)
    {
        var page = await log.ReadAsync(checkpoint, limit: 1, subscriber.Types, stop.Token).ConfigureAwait(false);
        reached.Reach(page.Events is [var next] ? next.Position - 1 : page.ScannedTo);
    }

    private async Task RenewAsync(Lease lease, CancellationTokenSource lost)
    {
        try
        {
            do
            {
                await Task.Delay(options.Lease / 3, clock, lost.Token).ConfigureAwait(false);
            }
            while (await HoldsAsync(lease, lost.Token).ConfigureAwait(false));

            await lost.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run ended; there is nothing to renew.
        }
    }

    /// <summary>Renews; a store that does not answer is asked again until the lease would have run out.</summary>
    private async Task<bool> HoldsAsync(Lease lease, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            try
            {
                return (await store.AcquireAsync(Name, owner, options.Lease, cancellation).ConfigureAwait(false))?.Epoch == lease.Epoch;
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(options.Lease / 8, clock, cancellation).ConfigureAwait(false);
            }
        }

        return false;
    }

    /// <summary>Keeps the progress that was to be kept later, and gives the lease up, also when the progress cannot be kept: who comes next
    /// handles again what was not kept. A lease that cannot be given up runs out by itself; whatever is wrong, the rest is to be stopped too.</summary>
    private async Task ReleaseAsync(Lease lease)
    {
        try
        {
            await KeepAsync(lease).ConfigureAwait(false);
            await store.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FencedOffException)
        {
            // Another owner has it.
        }
        catch (Exception e)
        {
            messages.LeaseNotReleased(Name, e);
        }
    }

    private async Task KeepAsync(Lease lease)
    {
        try
        {
            if (handledTo > persisted)
            {
                await store.CommitAsync(lease, SubscriptionCommit.At(handledTo), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not FencedOffException)
        {
            messages.ProgressNotKept(Name, e);
        }
    }
}
