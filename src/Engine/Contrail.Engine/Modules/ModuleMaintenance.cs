using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Processes;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Modules;

/// <summary>
/// A module opened to look after what it has stored: its log is checked and read, its read models are compared and built anew.
/// Nothing is decided, nothing reacts, nothing is sent.
/// </summary>
public sealed class ModuleMaintenance : IAsyncDisposable
{
    private readonly IModuleStorage storage;
    private readonly ModuleOptions options;
    private readonly EventSerializer serializer;
    private readonly IReadOnlyList<Projection> projections;
    private readonly LogTail tail;

    private ModuleMaintenance(ModuleBuilder builder, IModuleStorage storage, ModuleOptions options)
    {
        (Name, this.storage, this.options) = (builder.Name, storage, options);
        serializer = new EventSerializer(builder.Types.Build());
        var processes = new ProcessRegistry(builder.Processes.Select(make => make(serializer)));
        projections = [.. builder.Projections, .. ProcessOverviewProjection.Of(processes)];
        tail = new LogTail(storage.Log);
    }

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>The log.</summary>
    public ILogStore Log => storage.Log;

    /// <summary>Its read models by name.</summary>
    public IReadOnlyList<string> ReadModels => [.. projections.Select(p => p.Name)];

    /// <summary>Opens the storage of a module.</summary>
    /// <exception cref="LogDamagedException">The log is damaged, and the storage was not asked to open it all the same.</exception>
    /// <exception cref="StorageInUseException">Another process has the storage.</exception>
    public static async Task<ModuleMaintenance> OpenAsync(Module module, IStorage storage, ModuleOptions? options = null, CancellationToken cancellation = default)
    {
        var builder = new ModuleBuilder(module.Name);
        module.Define(builder);
        var opened = await storage.OpenAsync(module.Name, cancellation).ConfigureAwait(false);
        try
        {
            return new ModuleMaintenance(builder, opened, options ?? new ModuleOptions());
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Checks positions, versions and the hash chain of the whole log, and its anchor.</summary>
    public Task<LogReport> VerifyLogAsync(IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        LogVerifier.VerifyAsync(Log, storage.Anchor, progress, cancellation);

    /// <summary>Compares a read model with its rebuild; null if this version of it was never built.</summary>
    /// <exception cref="ArgumentException">There is no such read model.</exception>
    public async Task<ReadModelReport?> VerifyReadModelAsync(string readModel, CancellationToken cancellation = default)
    {
        var projection = ProjectionOf(readModel);
        var generations = await storage.ReadModels.ReadGenerationsAsync(readModel, cancellation).ConfigureAwait(false);
        if (!generations.Any(g => g.IsServed && g.Version == projection.Version))
        {
            return null;
        }

        var host = HostOf(projection);
        await using (host.ConfigureAwait(false))
        {
            return await host.VerifyAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Builds a read model anew beside the served one and serves it when it is complete.</summary>
    /// <exception cref="ArgumentException">There is no such read model.</exception>
    public async Task RebuildAsync(string readModel, IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        var host = HostOf(ProjectionOf(readModel));
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
            await host.RebuildAsync(progress, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        tail.Dispose();
        return storage.DisposeAsync();
    }

    private ReadModelHost HostOf(Projection projection)
    {
        var messages = new EngineLog(Name, options.LogSink);
        var owner = $"maintenance/{Guid.CreateVersion7():N}";
        return new ReadModelHost(
            projection,
            storage.ReadModels,
            serializer,
            Log,
            storage.Subscriptions,
            (name, subscriber) => new SubscriptionRunner(name, subscriber, Log, tail, storage.Subscriptions, storage.IsExclusive ? "the only process" : owner, options.Subscriptions, options.Clock, messages),
            options.Subscriptions,
            hasOthers: false,
            messages);
    }

    private Projection ProjectionOf(string readModel) =>
        projections.FirstOrDefault(p => p.Name == readModel)
        ?? throw new ArgumentException($"{Name} has no read model '{readModel}'. It has {string.Join(", ", projections.Select(p => p.Name))}.");
}
