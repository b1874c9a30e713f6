using System.Collections.Concurrent;
using Contrail.Engine.Log;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.AspNetCore;

/// <summary>Subscriptions that pause, and read models that cannot be written, as the faults say.</summary>
internal sealed class FaultySubscriptions(ISubscriptionStore inner, ILogStore log, string module, FaultInjection faults) : ISubscriptionStore
{
    private readonly ConcurrentDictionary<string, long> committed = new(StringComparer.Ordinal);

    public ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        if (PauseOf(subscription) is not { } pause)
        {
            return inner.AcquireAsync(subscription, owner, duration, cancellation);
        }

        // A renewal that is refused pauses it as a commit does; whoever waits for that is to see it. Every further attempt is the same pause.
        pause.TryStrike(atMost: 1);
        return ValueTask.FromResult<Lease?>(null);
    }

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation) => inner.ReleaseAsync(lease, cancellation);

    public async ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation) =>
        committed[subscription] = await inner.ReadCheckpointAsync(subscription, cancellation).ConfigureAwait(false);

    public async ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation)
    {
        if (PauseOf(lease.Subscription) is { } pause)
        {
            pause.Strike();
            throw new FencedOffException($"{lease.Subscription} is paused: a simulated fault.");
        }

        foreach (var fault in faults.Of(module, FaultKind.FailProjection))
        {
            if (commit.Rows.Count > 0 && IsOf(lease.Subscription, fault.Fault.Subscription) && await HoldsAsync(fault.Fault, lease.Subscription, commit, cancellation).ConfigureAwait(false))
            {
                fault.Strike();
                throw new InvalidDataException($"{lease.Subscription} cannot store what follows from {fault.Fault.Type}: a simulated fault.");
            }
        }

        await inner.CommitAsync(lease, commit, cancellation).ConfigureAwait(false);
        committed[lease.Subscription] = commit.Position;
    }

    public ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation) =>
        inner.ReadParkedAsync(subscription, afterPosition, limit, cancellation);

    public ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation) =>
        inner.ReadParkedStreamsAsync(subscription, cancellation);

    public ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation) => inner.ActOnParkedAsync(act, cancellation);

    public ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation) => inner.ReadActsAsync(limit, cancellation);

    /// <summary>The table of a read model is named after it and its version and generation.</summary>
    internal static bool IsOf(string subscription, string? name) =>
        name is null || subscription == name || subscription.StartsWith($"{name}_v", StringComparison.Ordinal);

    private FaultInjection.Entry? PauseOf(string subscription) =>
        faults.Of(module, FaultKind.PauseSubscription).FirstOrDefault(f => IsOf(subscription, f.Fault.Subscription));

    /// <summary>Whether the commit brings what follows from an event of the type: one since the commit before, or a parked one that is tried again.</summary>
    private async Task<bool> HoldsAsync(Fault fault, string subscription, SubscriptionCommit commit, CancellationToken cancellation)
    {
        var types = fault.Type == "*" ? null : new[] { fault.Type! };
        var parked = commit.Park.Select(p => p.Position).ToHashSet();
        for (var after = committed.GetValueOrDefault(subscription); after < commit.Position;)
        {
            var page = await log.ReadAsync(after, 1000, types, cancellation).ConfigureAwait(false);
            if (page.Events.Any(e => e.Position <= commit.Position && !parked.Contains(e.Position)))
            {
                return true;
            }

            after = Math.Max(page.ScannedTo, after + 1);
        }

        foreach (var position in commit.Unpark)
        {
            var page = await log.ReadAsync(position - 1, 1, null, cancellation).ConfigureAwait(false);
            if (page.Events.Any(e => fault.Concerns(e.Type)))
            {
                return true;
            }
        }

        return false;
    }
}
