using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.AspNetCore;

/// <summary>A log whose appends fail as the faults say.</summary>
internal sealed class FaultyLog(ILogStore inner, string module, FaultInjection faults) : ILogStore
{
    public event Action<CommitNotice>? Committed
    {
        add => inner.Committed += value;
        remove => inner.Committed -= value;
    }

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation)
    {
        foreach (var fault in faults.Of(module, FaultKind.DelayAppends))
        {
            fault.Strike();
            await Task.Delay(fault.Fault.Milliseconds!.Value, cancellation).ConfigureAwait(false);
        }

        if (faults.Of(module, FaultKind.FailAppends).Any(fault => fault.TryStrike(fault.Fault.Count!.Value)))
        {
            throw new StorageUnavailableException($"The storage of {module} does not answer: a simulated fault.");
        }

        faults.Pass(module, FaultKind.KillBefore, units);
        var outcomes = await inner.AppendAsync(units, cancellation).ConfigureAwait(false);
        faults.Pass(module, FaultKind.KillAfter, units.Where((_, i) => outcomes[i] is AppendOutcome.Appended));
        return outcomes;
    }

    public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellation) => inner.ReadHeadAsync(cancellation);

    public ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation) =>
        inner.ReadAsync(after, limit, types, cancellation);

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation) =>
        inner.ReadStreamAsync(stream, afterVersion, limit, cancellation);

    public ValueTask<int> ReadContentsAsync(string stream, long afterVersion, int limit, ContentVisitor visit, CancellationToken cancellation) =>
        inner.ReadContentsAsync(stream, afterVersion, limit, visit, cancellation);

    public ValueTask<RecordedOutcome?> FindOutcomeAsync(Guid commandId, CancellationToken cancellation) => inner.FindOutcomeAsync(commandId, cancellation);

    public ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation) =>
        inner.ReadDueAsync(now, limit, cancellation);

    public ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation) => inner.ReadNextDueAsync(cancellation);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation) => inner.ReadSnapshotAsync(stream, kind, cancellation);

    public ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation) => inner.WriteSnapshotAsync(snapshot, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
