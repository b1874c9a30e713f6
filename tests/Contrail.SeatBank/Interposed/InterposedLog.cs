using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.SeatBank.Load;

namespace Contrail.SeatBank.Interposed;

internal sealed class InterposedLog(ILogStore inner, BreakPoints points) : ILogStore
{
    public event Action<CommitNotice>? Committed
    {
        add => inner.Committed += value;
        remove => inner.Committed -= value;
    }

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation)
    {
        points.Pass(BreakPoints.BeforeAppend);
        var outcomes = await inner.AppendAsync(units, cancellation).ConfigureAwait(false);
        points.Pass(BreakPoints.AfterAppend);
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

    public async ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var due = await inner.ReadDueAsync(now, limit, cancellation).ConfigureAwait(false);
        if (due.Count > 0)
        {
            points.Pass(BreakPoints.AfterDue);
        }

        return due;
    }

    public ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation) => inner.ReadNextDueAsync(cancellation);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation) =>
        inner.ReadSnapshotAsync(stream, kind, cancellation);

    public async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        points.Pass(BreakPoints.BeforeSnapshot);
        await inner.WriteSnapshotAsync(snapshot, cancellation).ConfigureAwait(false);
        points.Pass(BreakPoints.AfterSnapshot);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
