using Contrail.Engine.Decisions;
using Contrail.Engine.Events;

namespace Contrail.Engine.Reactions;

/// <summary>
/// A policy: when this happened, do that. It names at most one command for an event; the command's id follows from the event,
/// so however often the event is delivered, it takes effect once. A refusal of the command is an answer, not a fault.
/// </summary>
/// <typeparam name="TEvent">A domain event or an accepted contract.</typeparam>
public interface IReaction<TEvent>
    where TEvent : notnull
{
    /// <summary>The command to carry out, or null. Pure.</summary>
    ICommand? React(EventEnvelope<TEvent> e);
}

/// <summary>
/// Touches the outside world - a payment gateway, a mail server - because of an event, and may name a command that records the
/// outcome. Delivered at least once: the outside must be given the idempotency key.
/// </summary>
/// <typeparam name="TEvent">A domain event or an accepted contract.</typeparam>
public interface ISideEffect<TEvent>
    where TEvent : notnull
{
    /// <summary>Does it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="idempotencyKey">The same for every delivery of the event.</param>
    /// <param name="cancellation">The subscription stops, or was taken over.</param>
    /// <returns>The command that records the outcome, or null.</returns>
    /// <exception cref="Subscriptions.TransientFaultException">The outside is unavailable: wait and try again.</exception>
    Task<ICommand?> PerformAsync(EventEnvelope<TEvent> e, Guid idempotencyKey, CancellationToken cancellation);
}
