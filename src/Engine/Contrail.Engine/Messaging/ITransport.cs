namespace Contrail.Engine.Messaging;

/// <summary>Carries contract messages between modules: at least once, in order for each subject.</summary>
public interface ITransport
{
    /// <summary>Publishes in order. When it returns, the messages will reach every module that was ever connected.</summary>
    /// <exception cref="Subscriptions.TransientFaultException">Not now; publish the same messages again later.</exception>
    Task PublishAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation);

    /// <summary>Connects a module. Messages are acknowledged when <paramref name="accept"/> returns, and delivered again when it throws.</summary>
    /// <returns>Disconnects.</returns>
    Task<IAsyncDisposable> ConnectAsync(string module, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> accept, CancellationToken cancellation);
}
