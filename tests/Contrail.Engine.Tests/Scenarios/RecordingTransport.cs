using Contrail.Engine.Messaging;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Tests.Scenarios;

/// <summary>Carries messages as bytes, notes them, and fails, repeats or shuffles when a test says so.</summary>
internal sealed class RecordingTransport : ITransport
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task>> modules = new(StringComparer.Ordinal);

    public List<ContractMessage> Published { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>What a module gets of what is published.</summary>
    public Func<IReadOnlyList<ContractMessage>, IEnumerable<IReadOnlyList<ContractMessage>>> Deliveries { get; set; } = messages => [messages];

    public async Task PublishAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
    {
        if (IsDown)
        {
            throw new TransientFaultException("The test says: the broker is down.");
        }

        lock (gate)
        {
            Published.AddRange(messages);
        }

        var read = messages.Select(m => ContractMessage.FromCloudEvent(m.ToCloudEvent())).ToList();
        foreach (var delivery in Deliveries(read))
        {
            await DeliverAsync(delivery, cancellation);
        }
    }

    public Task<IAsyncDisposable> ConnectAsync(string module, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> accept, CancellationToken cancellation)
    {
        modules[module] = accept;
        return Task.FromResult<IAsyncDisposable>(new Connection(() => modules.Remove(module)));
    }

    /// <summary>Delivers messages to every module, as a broker does: the sender's too.</summary>
    public async Task DeliverAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
    {
        foreach (var accept in modules.Values.ToList())
        {
            await accept(messages, cancellation);
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
