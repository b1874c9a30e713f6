using Contrail.Engine.Events;
using Contrail.Engine.Projections;

namespace Contrail.Engine.Subscriptions;

/// <summary>What a subscription does with events. The runner reads, orders, retries, parks and commits around it.</summary>
internal abstract class Subscriber
{
    /// <summary>Wire types of interest, without version; null for all.</summary>
    public abstract IReadOnlyCollection<string>? Types { get; }

    /// <summary>Does what an event needs no order for, before its turn and while others are handled. It may be called twice, or for nothing. Must not throw.</summary>
    public virtual void Prepare(RecordedEvent recorded)
    {
    }

    /// <summary>Forgets everything kept in memory: another owner may have been at work.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>Whether handling an event again after a crash is worth a commit to avoid, because somebody outside would notice.</summary>
    public virtual bool IsNoticedOutside => false;

    /// <summary>Whether events may be handled while those before them are still being committed: handling leaves nothing behind but what its
    /// own commit writes, and builds on what was handled before, not on what the store has.</summary>
    public virtual bool MayRunAhead => false;

    /// <summary>What was handled is committed, with these rows.</summary>
    public virtual void Committed(IReadOnlyList<TableChange> rows)
    {
    }

    /// <summary>
    /// Handles events in order within each stream. An event that fails is reported with the later ones of its stream, and the
    /// others go on; a fault that is not the event's is thrown.
    /// </summary>
    public abstract Task<Handled> HandleAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation);

    /// <summary>What handling would do, without doing it: null if it would succeed, else the error.</summary>
    public abstract Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation);
}

/// <summary>What became of a page.</summary>
/// <param name="Faults">Events that failed, each with its error, and the followers of their streams with none; in order.</param>
/// <param name="Rows">Rows to commit with the checkpoint.</param>
internal sealed record Handled(IReadOnlyList<Fault> Faults, IReadOnlyList<TableChange> Rows)
{
    public static Handled Well { get; } = new([], []);
}

/// <summary>An event that was not handled: because it failed, or (no error) because an earlier one of its stream did.</summary>
internal sealed record Fault(RecordedEvent Event, Exception? Error, int Attempts);
