using System.Collections.Concurrent;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Messaging;

/// <summary>
/// The transport of modules that share a process. Messages are serialised like on a wire, and publishing returns only when
/// every connected module has them in its log: the sender's log is the queue, and a crash loses nothing.
/// A module that cannot accept, or that is expected and not connected, holds its senders up, as a full queue would.
/// </summary>
public sealed class InMemoryTransport : ITransport
{
    private readonly ConcurrentDictionary<string, bool> expected;
    private readonly ConcurrentDictionary<string, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task>> modules = new(StringComparer.Ordinal);

    /// <param name="modules">The modules that will be connected: nothing is published before they all are, or while one of them
    /// is not. A module that connects without being named is expected from then on.</param>
    public InMemoryTransport(params IEnumerable<string> modules) =>
        expected = new(modules.Select(m => KeyValuePair.Create(m, true)), StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
    {
        // Looked at once: whoever leaves after this accepts all the same, or fails to, and the sender hears of it.
        var connected = modules.ToArray();
        if (expected.Keys.Except(connected.Select(c => c.Key), StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new TransientFaultException($"{missing} is not connected yet, or was stopped.");
        }

        var arrived = messages.Select(m => ContractMessage.FromCloudEvent(m.ToCloudEvent())).ToList();
        await Task.WhenAll(connected.Select(module => DeliverAsync(module.Key, module.Value, arrived, cancellation))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable> ConnectAsync(string module, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> accept, CancellationToken cancellation)
    {
        if (!modules.TryAdd(module, accept))
        {
            throw new InvalidOperationException($"{module} is connected already. Each module has a name of its own.");
        }

        expected[module] = true;
        return Task.FromResult<IAsyncDisposable>(new Connection(() => modules.TryRemove(module, out _)));
    }

    private static async Task DeliverAsync(
        string module,
        Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> accept,
        List<ContractMessage> arrived,
        CancellationToken cancellation)
    {
        var mine = arrived.Where(m => m.Source != module && (m.Target is null || m.Target == module)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        try
        {
            await accept(mine, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new TransientFaultException($"{module} could not accept {mine.Count} messages: {e.Message}", e);
        }
    }

    private sealed class Connection(Action disconnect) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            disconnect();
            return ValueTask.CompletedTask;
        }
    }
}
