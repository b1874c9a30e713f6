using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

/// <summary>
/// What every storage must do, as tests. A store derives one class from each of <see cref="LogConformance"/>,
/// <see cref="SubscriptionStoreConformance"/> and <see cref="ReadModelConformance"/> and says how to create it.
/// </summary>
public abstract class StorageConformance : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly List<string> moduleNames = [];
    private IStorage? storage;
    private IModuleStorage? module;

    /// <summary>Names the module.</summary>
    protected StorageConformance() => ModuleName = NewModuleName();

    /// <summary>The storage under test.</summary>
    protected IStorage Storage => storage ?? throw new InvalidOperationException("The storage is not created yet.");

    /// <summary>The module under test, open.</summary>
    protected IModuleStorage Module => module ?? throw new InvalidOperationException("The module is not open yet.");

    /// <summary>Its log.</summary>
    protected ILogStore Log => Module.Log;

    /// <summary>Its subscriptions.</summary>
    protected ISubscriptionStore Subscriptions => Module.Subscriptions;

    /// <summary>Its read models.</summary>
    protected IReadModelStore ReadModels => Module.ReadModels;

    /// <summary>The module's name, another one for each test, so that tests can share a database.</summary>
    protected string ModuleName { get; }

    /// <summary>The names of all modules that the test may have opened, for <see cref="DestroyAsync"/>.</summary>
    protected IReadOnlyList<string> ModuleNames => moduleNames;

    /// <summary>Whether several nodes may have one module open, so that opening it twice is allowed.</summary>
    protected virtual bool AllowsSeveralNodes => false;

    /// <summary>Stops what a stopped test run waits for.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        storage = await CreateAsync();
        module = await storage.OpenAsync(ModuleName, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (module is not null)
        {
            await module.DisposeAsync();
        }

        if (storage is not null)
        {
            await DestroyAsync(storage);
        }
    }

    /// <summary>A name for a module that was not given out before.</summary>
    protected string NewModuleName()
    {
        moduleNames.Add($"t{Guid.NewGuid():N}"[..16]);
        return moduleNames[^1];
    }

    /// <summary>Fails with a <see cref="TimeoutException"/> what never ends, so that a deadlock is a failed test. It measures nothing.</summary>
    protected static Task Eventually(Task task) => task.WaitAsync(Patience, Cancel);

    /// <summary>Creates the storage for one test.</summary>
    protected abstract ValueTask<IStorage> CreateAsync();

    /// <summary>Deletes what the test stored in <see cref="ModuleNames"/>; the modules are closed.</summary>
    protected virtual async ValueTask DestroyAsync(IStorage created)
    {
        if (created is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>The storage as a restarted process finds it; by default the same object, whose module was closed.</summary>
    protected virtual ValueTask<IStorage> RestartAsync(IStorage created) => ValueTask.FromResult(created);

    /// <summary>Closes the module and opens it again.</summary>
    protected async Task ReopenAsync()
    {
        await Module.DisposeAsync();
        module = null;
        storage = await RestartAsync(Storage);
        module = await storage.OpenAsync(ModuleName, Cancel);
    }

    /// <summary>Appends a batch.</summary>
    protected async Task<IReadOnlyList<AppendOutcome>> AppendAsync(params AppendUnit[] units) => await Log.AppendAsync(units, Cancel);

    /// <summary>Appends so many events, because a store may refuse to open a log that ends before what was derived from it.</summary>
    protected async Task FillLogAsync(int events) => await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, events));

    /// <summary>The whole log.</summary>
    protected async Task<List<RecordedEvent>> ReadLogAsync() => await Log.ReadAllAsync(cancellation: Cancel).ToListAsync(Cancel);

    /// <summary>A whole stream.</summary>
    protected async Task<List<RecordedEvent>> ReadStreamAsync(string stream) =>
        await Log.ReadWholeStreamAsync(stream, cancellation: Cancel).ToListAsync(Cancel);
}
