using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.Flights.Features;

namespace Contrail.Flights.Imports;

/// <summary>What an import acts on: the module, or a copy of its state for a dry run.</summary>
internal interface IImportTarget
{
    /// <summary>How many commands may be under way at once.</summary>
    int InFlight { get; }

    /// <summary>Carries a command out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="purpose">Tells it apart in its import.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="RefusedException">A rule forbids it.</exception>
    Task<ImportEffect> ApplyAsync(ICommand<ImportEffect> command, string purpose, CancellationToken cancellation);

    /// <summary>The state of a thing; null when it does not exist.</summary>
    T? Find<T>(object id)
        where T : EventSourced;
}

/// <summary>The module at work. The ids of commands follow from the import: repeating one repeats its answer.</summary>
internal sealed class LiveTarget(RunningModule module, ImportId import) : IImportTarget
{
    public int InFlight => 64;

    public async Task<ImportEffect> ApplyAsync(ICommand<ImportEffect> command, string purpose, CancellationToken cancellation)
    {
        var context = CommandContext.For(DerivedId.From(import.Value, purpose), $"import:{import}") with { CorrelationId = import.Value };
        return (await module.Decisions.ExecuteAsync(command, context, cancellation).ConfigureAwait(false)).Result;
    }

    public T? Find<T>(object id)
        where T : EventSourced => StoredState.Find<T>(module, id);
}

/// <summary>Reads a state from the log.</summary>
internal static class StoredState
{
    /// <summary>The state, or null when its stream does not exist.</summary>
    public static T? Find<T>(RunningModule module, object id)
        where T : EventSourced =>
        module.StateAsync<T>(id).AsTask().GetAwaiter().GetResult() is { Version: > 0 } state ? state : null;
}
