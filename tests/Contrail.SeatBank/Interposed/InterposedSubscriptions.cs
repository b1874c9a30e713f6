using Contrail.Engine.Subscriptions;
using Contrail.SeatBank.Load;

namespace Contrail.SeatBank.Interposed;

/// <summary>
/// Commits are not cancelled once they came here: whether a process that lost its lease can still write is then up to the store
/// alone, and what the store said is journalled.
/// </summary>
internal sealed class InterposedSubscriptions(ISubscriptionStore inner, string module, InterposedReadModels tables, BreakPoints points, AckJournal journal)
    : ISubscriptionStore
{
    public async ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        points.Pass(BreakPoints.BeforeLease);
        var lease = await inner.AcquireAsync(subscription, owner, duration, cancellation).ConfigureAwait(false);
        if (lease is not null)
        {
            points.Pass(BreakPoints.AfterLease);
        }

        return lease;
    }

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation) => inner.ReleaseAsync(lease, cancellation);

    public ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation) => inner.ReadCheckpointAsync(subscription, cancellation);

    public async ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation)
    {
        points.Pass(BreakPoints.BeforeCommit);
        points.Pass($"{BreakPoints.BeforeCommit}/{module}/{lease.Subscription}");
        if (tables.IsBuilding(lease.Subscription))
        {
            points.Pass(BreakPoints.MidRebuild);
        }

        try
        {
            await inner.CommitAsync(lease, commit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FencedOffException)
        {
            journal.Write($"fenced {module}/{lease.Subscription}");
            throw;
        }

        points.Pass(BreakPoints.AfterCommit);
    }

    public ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation) =>
        inner.ReadParkedAsync(subscription, afterPosition, limit, cancellation);

    public ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation) =>
        inner.ReadParkedStreamsAsync(subscription, cancellation);

    public ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation) => inner.ActOnParkedAsync(act, cancellation);

    public ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation) => inner.ReadActsAsync(limit, cancellation);
}
