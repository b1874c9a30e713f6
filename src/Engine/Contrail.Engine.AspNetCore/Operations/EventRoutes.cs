using System.Text.Json.Nodes;
using Contrail.Engine.Domain;
using Contrail.Engine.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>The log of a module, and what a stream of it means.</summary>
internal static class EventRoutes
{
    private const int MostEvents = 200;

    public static void Map(IEndpointRouteBuilder ops)
    {
        ops.MapGet("/{module}/events", ListAsync)
            .WithName("ListEvents").WithSummary("Events of a module: after a position, or the newest first (newest=true, then before); by type, stream, correlation")
            .AllowAccess(Operations.Access);
        ops.MapGet("/{module}/streams/{stream}", StreamAsync)
            .WithName("GetStream").WithSummary("A stream: its events, and the state that they make, at its end or at a version").AllowAccess(Operations.Access);
    }

    private static async Task<Ok<EventPage>> ListAsync(
        string module, long? after, long? before, bool? newest, string? type, string? stream, Guid? correlation, int? limit,
        RunningModules modules, Operations operations, CancellationToken cancellation)
    {
        var search = new LogSearch(Operations.Module(modules, module), operations.Correlations);
        var filter = EventFilter.Of(type, stream is null ? null : NameOf(stream), correlation);
        var most = Limit(limit);
        if (after is not null && (before is not null || newest == true))
        {
            throw new InvalidParameterException("before", "Ask for events after a position, or before one: not both.");
        }

        return TypedResults.Ok(before is not null || newest == true
            ? await search.BackwardAsync(filter, Math.Max(before ?? long.MaxValue, 0), most, cancellation).ConfigureAwait(false)
            : await search.ForwardAsync(filter, Math.Max(after ?? 0, 0), most, cancellation).ConfigureAwait(false));
    }

    private static async Task<Ok<StreamView>> StreamAsync(
        string module, string stream, long? at, long? after, int? limit, RunningModules modules, CancellationToken cancellation)
    {
        var running = Operations.Module(modules, module);
        var name = NameOf(stream);
        var most = Limit(limit);
        var events = await running.Log.ReadStreamAsync(name, Math.Clamp(after ?? 0, 0, long.MaxValue - 1), most + 1, cancellation).ConfigureAwait(false);
        if (events.Count == 0 && (await running.Log.ReadStreamAsync(name, 0, 1, cancellation).ConfigureAwait(false)).Count == 0)
        {
            throw RefusedException.NotFound("Stream", name);
        }

        var states = new List<StreamState>();
        foreach (var state in await running.StatesAsync(name, at is null ? long.MaxValue : Math.Max(at.Value, 0)).ConfigureAwait(false))
        {
            states.Add(new StreamState(state.GetType().Name, state.Version, StateText.Of(state)));
        }

        var next = events.Count > most ? events[most - 1].Version : (long?)null;
        return TypedResults.Ok(new StreamView(name, [.. events.Take(most).Select(e => StoredEvent.Of(module, e))], next, states));
    }

    private static string NameOf(string stream)
    {
        try
        {
            return StreamName.Validate(stream);
        }
        catch (InvalidStreamNameException)
        {
            throw RefusedException.NotFound("Stream", stream.Length <= 60 ? stream : stream[..60]);
        }
    }

    private static int Limit(int? limit) =>
        limit is null or (>= 1 and <= MostEvents) ? limit ?? 50 : throw new InvalidParameterException("limit", $"limit is a number from 1 to {MostEvents}.");
}

/// <summary>A stream.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Events">In order.</param>
/// <param name="Next">The <c>after</c> of the next page; null on the last.</param>
/// <param name="States">What the events mean: one state for each type that folds them; none where the module keeps no state of the category.</param>
public sealed record StreamView(string Name, IReadOnlyList<StoredEvent> Events, long? Next, IReadOnlyList<StreamState> States);

/// <summary>A state that events made.</summary>
/// <param name="Type">The type that folds them.</param>
/// <param name="Version">How many events it includes.</param>
/// <param name="State">Its properties and fields.</param>
public sealed record StreamState(string Type, long Version, JsonNode State);
