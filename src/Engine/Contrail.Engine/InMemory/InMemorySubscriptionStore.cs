using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.InMemory;

/// <summary>Subscriptions' progress in memory; see <see cref="InMemoryLogStore"/>.</summary>
/// <param name="clock">Decides when leases run out.</param>
/// <param name="tables">Gets the rows of commits.</param>
public sealed class InMemorySubscriptionStore(TimeProvider clock, InMemoryReadModelStore tables) : ISubscriptionStore
{
    private readonly Lock gate = tables.Gate;
    private readonly Dictionary<string, (string Owner, long Epoch, DateTimeOffset Until)> leases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Subscription, long Position), ParkedEvent> parked = [];
    private readonly List<OperatorAct> acts = [];

    /// <inheritdoc/>
    public ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var held = leases.GetValueOrDefault(subscription);
            if (held.Owner is not null && held.Owner != owner && held.Until > now)
            {
                return ValueTask.FromResult<Lease?>(null);
            }

            var epoch = held.Owner == owner ? held.Epoch : held.Epoch + 1;
            leases[subscription] = (owner, epoch, now + duration);
            return ValueTask.FromResult<Lease?>(new Lease(subscription, owner, epoch));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (leases.TryGetValue(lease.Subscription, out var held) && held.Epoch == lease.Epoch)
            {
                leases[lease.Subscription] = held with { Until = DateTimeOffset.MinValue };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(tables.Checkpoints.GetValueOrDefault(subscription));
        }
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation)
    {
        lock (gate)
        {
            // The owner too: epochs of a subscription that was dropped and created anew begin again.
            var held = leases.GetValueOrDefault(lease.Subscription);
            if (held.Epoch != lease.Epoch || held.Owner != lease.Owner)
            {
                throw new FencedOffException($"{lease.Subscription} is run by another owner now; {lease.Owner} (epoch {lease.Epoch}) must stop.");
            }

            tables.Write(commit.Rows);
            tables.Checkpoints[lease.Subscription] = Math.Max(commit.Position, tables.Checkpoints.GetValueOrDefault(lease.Subscription));
            foreach (var p in commit.Park)
            {
                parked[(p.Subscription, p.Position)] = p;
            }

            foreach (var position in commit.Unpark)
            {
                parked.Remove((lease.Subscription, position));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation)
    {
        lock (gate)
        {
            IReadOnlyList<ParkedEvent> found = [.. parked.Values
                .Where(p => (subscription is null || p.Subscription == subscription) && p.Position > afterPosition)
                .OrderBy(p => p.Position).ThenBy(p => p.Subscription, StringComparer.Ordinal).Take(limit)];
            return ValueTask.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation)
    {
        lock (gate)
        {
            IReadOnlyCollection<string> streams = parked.Values.Where(p => p.Subscription == subscription).Select(p => p.Stream).ToHashSet(StringComparer.Ordinal);
            return ValueTask.FromResult(streams);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation)
    {
        lock (gate)
        {
            var concerned = parked.Values
                .Where(p => p.Subscription == act.Subscription && p.Stream == act.Stream && p.Position <= act.UpTo)
                .ToList();
            foreach (var p in concerned)
            {
                if (act.Kind == OperatorActKind.Discard)
                {
                    parked.Remove((p.Subscription, p.Position));
                }
                else
                {
                    parked[(p.Subscription, p.Position)] = p with { RedriveRequested = true };
                }
            }

            if (concerned.Count > 0)
            {
                acts.Add(act);
            }

            return ValueTask.FromResult(concerned.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation)
    {
        lock (gate)
        {
            IReadOnlyList<OperatorAct> newest = [.. acts.AsEnumerable().Reverse().Take(limit)];
            return ValueTask.FromResult(newest);
        }
    }

    internal void Forget(string subscription)
    {
        tables.Checkpoints.Remove(subscription);
        leases.Remove(subscription);
        foreach (var key in parked.Keys.Where(k => k.Subscription == subscription).ToList())
        {
            parked.Remove(key);
        }
    }
}
