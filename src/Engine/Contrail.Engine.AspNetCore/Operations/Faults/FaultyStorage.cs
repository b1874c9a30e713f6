using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.AspNetCore;

/// <summary>A storage that fails as the faults say, and otherwise is the one it wraps.</summary>
internal sealed class FaultyStorage(IStorage inner, FaultInjection faults) : IStorage
{
    public async ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default) =>
        new ModuleStorage(await inner.OpenAsync(module, cancellation).ConfigureAwait(false), module, faults);

    private sealed class ModuleStorage(IModuleStorage inner, string module, FaultInjection faults) : IModuleStorage
    {
        public ILogStore Log { get; } = new FaultyLog(inner.Log, module, faults);

        public ISubscriptionStore Subscriptions { get; } = new FaultySubscriptions(inner.Subscriptions, inner.Log, module, faults);

        public IReadModelStore ReadModels => inner.ReadModels;

        public bool IsExclusive => inner.IsExclusive;

        public LogHead? Anchor => inner.Anchor;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
