using System.Diagnostics;
using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// The log of one module as a store keeps it: events in one gap-free order, grouped in streams, with recorded outcomes and
/// scheduled commands beside them. Positions become visible in ascending order: a reader that has seen position p will
/// never see a new event at or below p. Safe for concurrent use; several nodes may hold the same log where the store allows.
/// </summary>
public interface ILogStore : IAsyncDisposable
{
    /// <summary>
    /// Appends a batch in one durable transaction. Units are judged in order, each on the state the earlier ones left; one
    /// that conflicts or is a duplicate writes nothing and does not hinder the others. Schedule changes of a unit apply with it.
    /// </summary>
    /// <returns>One outcome for each unit, in order.</returns>
    /// <exception cref="StorageUnavailableException">The store did not answer or refused for a reason that may pass. Whether the
    /// batch was committed is unknown; repeating it is safe, because command ids are recorded.</exception>
    ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation);

    /// <summary>The last position and its hash.</summary>
    ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellation);

    /// <summary>Reads events after a position, in order.</summary>
    /// <param name="after">0 for the beginning.</param>
    /// <param name="limit">At most so many events.</param>
    /// <param name="types">Only these types (wire names without version); null for all.</param>
    /// <param name="cancellation">Stops the read.</param>
    ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation);

    /// <summary>Reads a stream after a version, in order; an unknown stream is empty.</summary>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation);

    /// <summary>Reads what states are made of: as <see cref="ReadStreamAsync"/>, without what lies around the contents.</summary>
    /// <param name="stream">The stream; an unknown one is empty.</param>
    /// <param name="afterVersion">0 for the beginning.</param>
    /// <param name="limit">At most so many events.</param>
    /// <param name="visit">Gets each event once and in order, while the others are still on their way, on a connection that it must not keep long. What it
    /// throws is thrown here, and nothing is read after it. When the read itself fails, some events may have been visited.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <returns>How many events there were.</returns>
    ValueTask<int> ReadContentsAsync(string stream, long afterVersion, int limit, ContentVisitor visit, CancellationToken cancellation);

    /// <summary>What was recorded for a command, or null.</summary>
    ValueTask<RecordedOutcome?> FindOutcomeAsync(Guid commandId, CancellationToken cancellation);

    /// <summary>Scheduled commands that are due, earliest first.</summary>
    ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>When the earliest scheduled command is due; null when nothing is scheduled.</summary>
    ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation);

    /// <summary>The newest snapshot of a stream folded as <paramref name="kind"/>, or null.</summary>
    ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation);

    /// <summary>Keeps a snapshot, replacing an older one. Disposable: losing one costs time only.</summary>
    ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation);

    /// <summary>
    /// Raised after a commit that brought events or changed the schedule, by this process or, where the store can tell, by another.
    /// A hint to look, never the only way to learn. Handlers must return quickly.
    /// </summary>
    event Action<CommitNotice>? Committed;
}

/// <summary>What a commit brought, as far as the store knows.</summary>
/// <param name="From">The head before it.</param>
/// <param name="Head">The head after it.</param>
/// <param name="Types">Types of its events, without version; null if unknown, as of another process.</param>
/// <param name="ChangesSchedule">Whether it may have changed the schedule.</param>
public sealed record CommitNotice(long From, long Head, IReadOnlySet<string>? Types, bool ChangesSchedule)
{
    /// <summary>Streams of its events; null if unknown, as of another process.</summary>
    public IReadOnlySet<string>? Streams { get; init; }

    /// <summary>Its events; null if unknown, as of another process.</summary>
    public IReadOnlyList<RecordedEvent>? Events { get; init; }

    /// <summary>Of a commit of which only the head is known.</summary>
    public static CommitNotice OfHead(long head) => new(0, head, null, ChangesSchedule: true);

    /// <summary>Tells every listener. One that throws does not keep the others from hearing, and the commit is no less a commit.</summary>
    public void Tell(Action<CommitNotice>? listeners)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(listeners))
        {
            try
            {
                listener(this);
            }
            catch (Exception e)
            {
                Trace.TraceError($"A listener to commits failed; listeners must not throw: {e}");
            }
        }
    }
}

/// <summary>Where the log ends.</summary>
/// <param name="Position">0 for an empty log.</param>
/// <param name="Hash">32 bytes; zeros for an empty log.</param>
public sealed record LogHead(long Position, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The head of an empty log.</summary>
    public static LogHead Empty { get; } = new(0, new byte[HashChain.HashBytes]);
}

/// <summary>A page of the log.</summary>
/// <param name="Events">In order.</param>
/// <param name="ScannedTo">Every matching event up to this position is in this or an earlier page.</param>
/// <param name="Head">The last position of the log at the time of the read.</param>
public sealed record LogPage(IReadOnlyList<RecordedEvent> Events, long ScannedTo, long Head);

/// <summary>The state of a stream at a version, so that a long stream need not be read from its beginning.</summary>
/// <param name="Stream">Stream name.</param>
/// <param name="Kind">The state type and the version of its shape; another kind is ignored.</param>
/// <param name="Version">The stream version that the state includes.</param>
/// <param name="Data">JSON.</param>
public sealed record Snapshot(string Stream, string Kind, long Version, ReadOnlyMemory<byte> Data);

/// <summary>The store cannot be used now for a reason that may pass: try again.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The log is damaged, was tampered with, or lost its end. It is never repaired silently.</summary>
public sealed class LogDamagedException(string message, Exception? inner = null) : Exception(message, inner);
