using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.InMemory;

/// <summary>
/// Storage in memory, for tests. Opening a module again gives what it held before, as a restart does.
/// </summary>
/// <param name="clock">Decides when leases run out.</param>
public sealed class InMemoryStorage(TimeProvider? clock = null) : IStorage
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ModuleStorage> modules = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            if (!modules.TryGetValue(module, out var storage))
            {
                modules[module] = storage = new ModuleStorage(clock ?? TimeProvider.System);
            }

            return ValueTask.FromResult<IModuleStorage>(storage);
        }
    }

    private sealed class ModuleStorage : IModuleStorage
    {
        public ModuleStorage(TimeProvider clock)
        {
            var tables = new InMemoryReadModelStore();
            var subscriptions = new InMemorySubscriptionStore(clock, tables);
            tables.Forget = subscriptions.Forget;
            (Subscriptions, ReadModels) = (subscriptions, tables);
        }

        public ILogStore Log { get; } = new InMemoryLogStore();

        public ISubscriptionStore Subscriptions { get; }

        public IReadModelStore ReadModels { get; }

        public bool IsExclusive => false; // Several modules in one test may be its nodes.

        public LogHead? Anchor => null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
