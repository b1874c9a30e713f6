using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>What one intention of one person set off, in every module of this host.</summary>
internal static class CorrelationRoutes
{
    private const int MostEvents = 2000;

    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/correlations/{id:guid}", GetAsync)
        .WithName("GetCorrelation").WithSummary("What one request set off, as a graph of commands and events over all modules").AllowAccess(Operations.Access);

    private static async Task<Ok<CausationGraph>> GetAsync(Guid id, RunningModules modules, Operations operations, CancellationToken cancellation)
    {
        var found = new List<(string Module, RecordedEvent Event)>();
        var searched = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var module in modules.All)
        {
            var index = operations.Correlations.Of(module);
            found.AddRange((await index.FindAsync(id, cancellation).ConfigureAwait(false)).Select(e => (module.Name, e)));
            searched[module.Name] = index.SearchedFrom;
        }

        return found.Count == 0
            ? throw RefusedException.NotFound("Correlation", id)
            : TypedResults.Ok(CausationGraph.Of(id, [.. found.OrderBy(f => f.Event.RecordedAt).ThenBy(f => f.Module, StringComparer.Ordinal).ThenBy(f => f.Event.Position).Take(MostEvents)], found.Count, searched));
    }
}

/// <summary>What a correlation holds: commands lead to events, events to commands and to messages that other modules accepted.</summary>
/// <param name="CorrelationId">The correlation.</param>
/// <param name="Commands">In the order of their first events.</param>
/// <param name="Events">By time; the first 2,000.</param>
/// <param name="Edges">From cause to effect, by id.</param>
/// <param name="EventCount">How many events there are.</param>
/// <param name="SearchedFrom">For each module the position from which it was searched.</param>
public sealed record CausationGraph(
    Guid CorrelationId,
    IReadOnlyList<CommandNode> Commands,
    IReadOnlyList<EventNode> Events,
    IReadOnlyList<CausationEdge> Edges,
    int EventCount,
    IReadOnlyDictionary<string, long> SearchedFrom)
{
    internal static CausationGraph Of(Guid id, IReadOnlyList<(string Module, RecordedEvent Event)> found, int count, IReadOnlyDictionary<string, long> searched)
    {
        var commands = new Dictionary<string, CommandNode>(StringComparer.Ordinal);
        var events = new List<EventNode>();
        var edges = new List<CausationEdge>();
        var places = found.ToLookup(f => f.Event.Id, f => PlaceOf(f.Module, f.Event.Position));
        foreach (var (module, e) in found)
        {
            var metadata = EventMetadata.FromJson(e.Metadata);
            var place = PlaceOf(module, e.Position);
            events.Add(new EventNode(place, e.Id, module, e.Stream, e.Version, new WireName(e.Type, e.SchemaVersion).ToString(), e.Position, e.RecordedAt, metadata.CommandId, metadata.Source));
            if (metadata.Source is not null)
            {
                // Accepted from another module: its cause is the event there, not a command here.
                edges.AddRange(places[metadata.CausationId ?? metadata.CommandId].Where(cause => cause != place).Select(cause => new CausationEdge(cause, place)));
                continue;
            }

            var command = $"{module}:command:{metadata.CommandId:N}";
            if (commands.TryAdd(command, new CommandNode(command, metadata.CommandId, module, metadata.Actor, e.RecordedAt)) && metadata.CausationId is { } causation)
            {
                edges.AddRange(places[causation].Where(cause => cause.StartsWith($"{module}:", StringComparison.Ordinal)).Select(cause => new CausationEdge(cause, command)));
                edges.AddRange(Scheduled(commands, module, causation, metadata.CommandId).Select(cause => new CausationEdge(cause, command)));
            }

            edges.Add(new CausationEdge(command, place));
        }

        return new CausationGraph(id, [.. commands.Values], events, edges, count, searched);
    }

    /// <summary>A command that was scheduled names the command that scheduled it as its cause.</summary>
    private static IEnumerable<string> Scheduled(Dictionary<string, CommandNode> commands, string module, Guid causation, Guid command) =>
        causation != command && commands.ContainsKey($"{module}:command:{causation:N}") ? [$"{module}:command:{causation:N}"] : [];

    private static string PlaceOf(string module, long position) => $"{module}:{position}";
}

/// <summary>A command that was carried out.</summary>
/// <param name="Id">Its node.</param>
/// <param name="CommandId">Its id.</param>
/// <param name="Module">Where.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="At">When its events were recorded.</param>
public sealed record CommandNode(string Id, Guid CommandId, string Module, string? Actor, DateTimeOffset At);

/// <summary>An event.</summary>
/// <param name="Id">Its node: module and position.</param>
/// <param name="EventId">Its id.</param>
/// <param name="Module">In whose log.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="CommandId">The command that decided it, or the message that brought it.</param>
/// <param name="AcceptedFrom">The module that published it; null for an event of the module's own.</param>
public sealed record EventNode(
    string Id, Guid EventId, string Module, string Stream, long Version, string Type, long Position, DateTimeOffset At, Guid CommandId, string? AcceptedFrom);

/// <summary>One thing led to another.</summary>
/// <param name="From">Node of the cause.</param>
/// <param name="To">Node of the effect.</param>
public sealed record CausationEdge(string From, string To);
