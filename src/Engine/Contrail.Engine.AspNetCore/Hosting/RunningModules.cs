using Contrail.Engine.Modules;

namespace Contrail.Engine.AspNetCore;

/// <summary>The modules that this host serves, once they have started.</summary>
public sealed class RunningModules : IAsyncDisposable
{
    private readonly List<(Module Definition, RunningModule Running)> modules = [];

    /// <summary>All, in the order in which they were started.</summary>
    public IReadOnlyList<RunningModule> All => [.. modules.Select(m => m.Running)];

    /// <summary>The one that a module type defines.</summary>
    /// <exception cref="InvalidOperationException">This host does not serve it.</exception>
    public RunningModule Of<TModule>()
        where TModule : Module =>
        modules.Find(m => m.Definition is TModule).Running
        ?? throw new InvalidOperationException($"This host does not serve {typeof(TModule).Name}.");

    /// <summary>The one with a name, or null.</summary>
    public RunningModule? Find(string name) => modules.Find(m => m.Running.Name == name).Running;

    /// <summary>Starts a module; those started are stopped, in reverse, when this is disposed.</summary>
    public async Task StartAsync(Module definition, IStorage storage, ModuleOptions options, CancellationToken cancellation = default) =>
        modules.Add((definition, await RunningModule.StartAsync(definition, storage, options, cancellation).ConfigureAwait(false)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, running) in Enumerable.Reverse(modules))
        {
            await running.DisposeAsync().ConfigureAwait(false);
        }
    }
}
