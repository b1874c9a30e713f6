using System.Text.Json;
using Contrail.Engine.Events;

namespace Contrail.Engine.AspNetCore;

/// <summary>What led to what: commands lead to events, events to commands and to messages that other modules accepted.</summary>
/// <param name="CorrelationId">The one correlation that it shows; null for a story of several.</param>
/// <param name="Commands">In the order of their first events.</param>
/// <param name="Events">By time; the first 2,000.</param>
/// <param name="Edges">From cause to effect, by id.</param>
/// <param name="EventCount">How many events there are.</param>
/// <param name="SearchedFrom">For each module the position from which it was searched.</param>
public sealed record CausationGraph(
    Guid? CorrelationId,
    IReadOnlyList<CommandNode> Commands,
    IReadOnlyList<EventNode> Events,
    IReadOnlyList<CausationEdge> Edges,
    int EventCount,
    IReadOnlyDictionary<string, long> SearchedFrom)
{
    private const int MostEvents = 2000;

    /// <summary>The graph of events, in whatever order they were found.</summary>
    internal static CausationGraph Of(Guid? id, IEnumerable<(string Module, RecordedEvent Event)> events, IReadOnlyDictionary<string, long> searched)
    {
        var found = events.OrderBy(f => f.Event.RecordedAt).ThenBy(f => f.Module, StringComparer.Ordinal).ThenBy(f => f.Event.Position).ToList();
        var commands = new Dictionary<string, CommandNode>(StringComparer.Ordinal);
        var nodes = new List<EventNode>();
        var edges = new List<CausationEdge>();
        var places = found.ToLookup(f => f.Event.Id, f => PlaceOf(f.Module, f.Event.Position));
        foreach (var (module, e) in found)
        {
            var metadata = e.ReadMetadata();
            var place = PlaceOf(module, e.Position);
            nodes.Add(EventNode.Of(place, module, e, metadata));
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

        return new CausationGraph(id, [.. commands.Values], nodes, edges, found.Count, searched);
    }

    /// <summary>
    /// Only what concerns some streams: their events, everything decided together with those, what it led to, and what had led to it. What one
    /// request did to others (a flight is cancelled with all its bookings) is left out. A request that nothing here led to is joined to
    /// what the module knew of the matter before.
    /// </summary>
    internal CausationGraph About(IReadOnlySet<(string Module, string Stream)> streams)
    {
        var theirs = Events.Where(e => streams.Contains((e.Module, e.Stream))).ToList();
        var deciding = theirs.Where(e => e.AcceptedFrom is null).Select(e => e.DecidedBy).ToHashSet(StringComparer.Ordinal);
        var start = theirs.Concat(Events.Where(e => e.AcceptedFrom is null && deciding.Contains(e.DecidedBy))).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var kept = Reach(start, Edges.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal));
        kept.UnionWith(Reach(kept, Edges.ToLookup(e => e.To, e => e.From, StringComparer.Ordinal)));
        var events = Events.Where(e => kept.Contains(e.Id)).ToList();
        return this with
        {
            Commands = [.. Commands.Where(c => kept.Contains(c.Id))],
            Events = events,
            Edges = [.. Edges.Where(e => kept.Contains(e.From) && kept.Contains(e.To)), .. Continuations(kept, events, theirs)],
            EventCount = events.Count,
        };
    }

    /// <summary>At most so many events as can be shown, the first ones.</summary>
    internal CausationGraph Bounded()
    {
        if (Events.Count <= MostEvents)
        {
            return this;
        }

        var events = Events.Take(MostEvents).ToList();
        var shown = events.Select(e => e.Id).Concat(events.Where(e => e.AcceptedFrom is null).Select(e => e.DecidedBy)).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Commands = [.. Commands.Where(c => shown.Contains(c.Id))],
            Events = events,
            Edges = [.. Edges.Where(e => shown.Contains(e.From) && shown.Contains(e.To))],
        };
    }

    /// <summary>From the newest event of the matter in the same log to each command that nothing here led to: it was decided on that.</summary>
    private IEnumerable<CausationEdge> Continuations(HashSet<string> kept, IReadOnlyList<EventNode> events, IReadOnlyList<EventNode> theirs)
    {
        var effects = Edges.Where(e => kept.Contains(e.From)).Select(e => e.To).ToHashSet(StringComparer.Ordinal);
        foreach (var command in Commands.Where(c => kept.Contains(c.Id) && !effects.Contains(c.Id)))
        {
            var first = events.Where(e => e.DecidedBy == command.Id && e.AcceptedFrom is null).Select(e => e.Position).DefaultIfEmpty(0).Min();
            if (theirs.Where(e => e.Module == command.Module && e.Position < first).MaxBy(e => e.Position) is { } before)
            {
                yield return new CausationEdge(before.Id, command.Id, IsContinuation: true);
            }
        }
    }

    private static HashSet<string> Reach(IEnumerable<string> from, ILookup<string, string> steps)
    {
        var reached = from.ToHashSet(StringComparer.Ordinal);
        var open = new Stack<string>(reached);
        while (open.TryPop(out var node))
        {
            foreach (var next in steps[node].Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
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
/// <param name="CorrelationId">The request that it belongs to.</param>
/// <param name="CommandId">The command that decided it, or the message that brought it.</param>
/// <param name="AcceptedFrom">The module that published it; null for an event of the module's own.</param>
/// <param name="Data">The content, without secrets.</param>
public sealed record EventNode(
    string Id, Guid EventId, string Module, string Stream, long Version, string Type, long Position, DateTimeOffset At, Guid CorrelationId, Guid CommandId,
    string? AcceptedFrom, JsonElement Data)
{
    /// <summary>The node of the command, for an event of the module's own.</summary>
    internal string DecidedBy => $"{Module}:command:{CommandId:N}";

    internal static EventNode Of(string id, string module, RecordedEvent e, EventMetadata metadata)
    {
        var stored = StoredEvent.Of(module, e);
        return new EventNode(
            id, e.Id, module, e.Stream, e.Version, stored.Type, e.Position, e.RecordedAt, metadata.CorrelationId, metadata.CommandId, metadata.Source, stored.Data);
    }
}

/// <summary>One thing led to another.</summary>
/// <param name="From">Node of the cause.</param>
/// <param name="To">Node of the effect.</param>
/// <param name="IsContinuation">Whether nothing but a new request led on: it was decided on what the first had left behind.</param>
public sealed record CausationEdge(string From, string To, bool IsContinuation = false);
