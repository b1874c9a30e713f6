using Contrail.Notifications.Domain.Notifications;

namespace Contrail.Notifications.Delivery;

/// <summary>Carries messages to recipients.</summary>
internal interface IChannel
{
    /// <summary>Delivers a message. The same message may come again after a crash: its id is the same.</summary>
    /// <exception cref="DeliveryException">It was not taken, or nobody knows whether it was.</exception>
    Task DeliverAsync(Message message, CancellationToken cancellation);
}

/// <summary>A message was not taken, or nobody knows whether it was.</summary>
/// <param name="reason">For staff.</param>
/// <param name="isFinal">Whether trying again cannot help.</param>
/// <param name="inner">What happened.</param>
internal sealed class DeliveryException(string reason, bool isFinal, Exception? inner = null) : Exception(reason, inner)
{
    public bool IsFinal { get; } = isFinal;
}

/// <summary>Keeps messages where they are: the list of notifications is the mailbox. For demos without a mail server.</summary>
internal sealed class Mailbox : IChannel
{
    public Task DeliverAsync(Message message, CancellationToken cancellation) => Task.CompletedTask;
}
