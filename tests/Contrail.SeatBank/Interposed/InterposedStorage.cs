using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Contrail.SeatBank.Load;

namespace Contrail.SeatBank.Interposed;

/// <summary>A storage that passes the break points on its way.</summary>
public sealed class InterposedStorage(IStorage inner, BreakPoints points, AckJournal journal) : IStorage
{
    public async ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default)
    {
        var opened = await inner.OpenAsync(module, cancellation).ConfigureAwait(false);
        return new ModuleStorage(opened, module, points, journal);
    }

    private sealed class ModuleStorage : IModuleStorage
    {
        private readonly IModuleStorage inner;

        public ModuleStorage(IModuleStorage inner, string module, BreakPoints points, AckJournal journal)
        {
            this.inner = inner;
            var tables = new InterposedReadModels(inner.ReadModels, points);
            (Log, ReadModels) = (new InterposedLog(inner.Log, points), tables);
            Subscriptions = new InterposedSubscriptions(inner.Subscriptions, module, tables, points, journal);
        }

        public ILogStore Log { get; }

        public ISubscriptionStore Subscriptions { get; }

        public IReadModelStore ReadModels { get; }

        public bool IsExclusive => inner.IsExclusive;

        public LogHead? Anchor => inner.Anchor;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
