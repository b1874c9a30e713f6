using Contrail.Engine.Events;
using Contrail.Engine.Projections;

namespace Contrail.Engine.Subscriptions;

/// <summary>
/// Where subscriptions keep how far they have come, who runs them, what they parked, and the rows of their read models: all of
/// one commit in one transaction. Safe for concurrent use, by several nodes where the store allows.
/// </summary>
public interface ISubscriptionStore
{
    /// <summary>
    /// Takes or extends the right to run a subscription. A new owner gets a higher epoch, which shuts out every earlier one.
    /// </summary>
    /// <param name="subscription">The subscription's name.</param>
    /// <param name="owner">This node, or this run of it.</param>
    /// <param name="duration">How long the lease holds, by the store's own clock.</param>
    /// <param name="cancellation">Stops the attempt.</param>
    /// <returns>The lease; null while another owner's has not run out.</returns>
    ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives the lease up, so that another owner need not wait. Nothing happens if it was lost already.</summary>
    ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation);

    /// <summary>How far a subscription has come: the position up to which every event is dealt with. 0 for a new one.</summary>
    ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation);

    /// <summary>Commits progress, parked events and rows together.</summary>
    /// <exception cref="FencedOffException">The lease is not the newest, or was forgotten with its read model's table; nothing was written.</exception>
    /// <exception cref="Log.StorageUnavailableException">Try again.</exception>
    /// <exception cref="InvalidDataException">A row holds a value that the store can never hold; nothing was written.</exception>
    ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation);

    /// <summary>Parked events of a subscription in order of position; of all subscriptions when it is null.</summary>
    ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation);

    /// <summary>The streams that a subscription has parked.</summary>
    ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation);

    /// <summary>Asks the subscription's owner to handle the parked events of a stream again, or records that they were discarded.</summary>
    /// <param name="act">What, by whom and why. It is recorded for good; durable when this returns.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <returns>How many parked events are concerned; 0 if nothing is parked there, and then nothing is recorded.</returns>
    ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation);

    /// <summary>What operators did, newest first.</summary>
    ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation);
}

/// <summary>The right to run a subscription.</summary>
/// <param name="Subscription">Its name.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Epoch">Rises with each change of owner.</param>
public sealed record Lease(string Subscription, string Owner, long Epoch);

/// <summary>What a subscription commits at once.</summary>
/// <param name="Position">Every event up to here is dealt with or parked. Never lower than before.</param>
/// <param name="Park">Events set aside.</param>
/// <param name="Unpark">Positions of parked events that are dealt with now.</param>
/// <param name="Rows">Rows of read models.</param>
public sealed record SubscriptionCommit(
    long Position, IReadOnlyList<ParkedEvent> Park, IReadOnlyList<long> Unpark, IReadOnlyList<TableChange> Rows)
{
    /// <summary>Progress alone.</summary>
    public static SubscriptionCommit At(long position) => new(position, [], [], []);
}

/// <summary>An event that a subscription set aside because handling it failed, or because an earlier one of its stream is parked.</summary>
/// <param name="Subscription">Who parked it.</param>
/// <param name="Position">The event.</param>
/// <param name="Stream">The event's stream; its later events are parked behind it.</param>
/// <param name="Type">The event's wire name with version.</param>
/// <param name="Error">What went wrong; for a follower, that it waits.</param>
/// <param name="Attempts">How often handling it was tried; 0 for a follower.</param>
/// <param name="ParkedAt">When.</param>
/// <param name="RedriveRequested">Whether an operator asked for another try.</param>
public sealed record ParkedEvent(
    string Subscription, long Position, string Stream, string Type, string Error, int Attempts, DateTimeOffset ParkedAt, bool RedriveRequested = false);

/// <summary>What an operator did about a parked stream.</summary>
/// <param name="Kind">Redrive or discard.</param>
/// <param name="Subscription">Which subscription.</param>
/// <param name="Stream">Which stream.</param>
/// <param name="UpTo">Only parked events up to this position; the later ones stay as they are.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record OperatorAct(
    OperatorActKind Kind, string Subscription, string Stream, long UpTo, string Actor, string Reason, DateTimeOffset At);

/// <summary>What an operator can do about parked events.</summary>
public enum OperatorActKind
{
    /// <summary>Handle them again, in order.</summary>
    Redrive,

    /// <summary>Give them up for this subscription; the log keeps them.</summary>
    Discard,
}

/// <summary>Another owner has taken the subscription over; this one must stop.</summary>
public sealed class FencedOffException(string message) : Exception(message);
