using Contrail.Engine.Decisions;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>How the modules of this host are doing.</summary>
internal static class ModuleRoutes
{
    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/modules", ListAsync)
        .WithName("ListModules").WithSummary("How each module is doing: log, subscriptions, commands, health").AllowAccess(Operations.Access);

    private static async Task<Ok<IReadOnlyList<ModuleStatus>>> ListAsync(RunningModules modules, CancellationToken cancellation)
    {
        var statuses = await Task.WhenAll(modules.All.Select(m => StatusAsync(m, modules.All, cancellation))).ConfigureAwait(false);
        return TypedResults.Ok<IReadOnlyList<ModuleStatus>>(statuses);
    }

    private static async Task<ModuleStatus> StatusAsync(RunningModule module, IReadOnlyList<RunningModule> all, CancellationToken cancellation)
    {
        var health = await module.HealthAsync(cancellation: cancellation).ConfigureAwait(false);
        LogHead? head = null;
        try
        {
            head = await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // The health says so.
        }

        var subscriptions = health.Subscriptions
            .Select(s => new SubscriptionStatus(s.Name, s.State, s.Position, s.Head, s.Lag, Math.Round(s.PerSecond, 1), s.ParkedStreams, s.LastError))
            .ToList();
        return new ModuleStatus(
            module.Name, head?.Position, head is null ? null : Convert.ToHexStringLower(head.Hash.Span), health.IsReady, health.Reasons,
            health.PendingCommands, health.CachedStates, subscriptions, [.. all.Where(other => other != module).Select(other => FlowOf(module, other)).Where(f => !f.IsEmpty)]);
    }

    /// <summary>A module takes what it registered, unless it only sends such commands itself.</summary>
    private static MessageFlow FlowOf(RunningModule from, RunningModule to)
    {
        var taken = from.Tells
            .Where(t => to.Serializer.Types.Knows(t) && !to.Tells.Contains(t))
            .ToLookup(t => t.IsAssignableTo(typeof(ICommand)), t => from.Serializer.Types.NameOf(t).ToString());
        return new MessageFlow(to.Name, [.. taken[false].Order(StringComparer.Ordinal)], [.. taken[true].Order(StringComparer.Ordinal)]);
    }
}

/// <summary>How a module is doing.</summary>
/// <param name="Name">The module.</param>
/// <param name="Head">The last position of its log; null while the storage does not answer.</param>
/// <param name="HeadHash">The hash of the last event, which stands for the whole log.</param>
/// <param name="IsReady">Whether the storage answers and the subscriptions keep up.</param>
/// <param name="Reasons">Why it is not ready.</param>
/// <param name="PendingCommands">Commands taken in and not yet answered.</param>
/// <param name="CachedStates">States in memory.</param>
/// <param name="Subscriptions">Everything that follows its log.</param>
/// <param name="Tells">What it tells which module.</param>
public sealed record ModuleStatus(
    string Name,
    long? Head,
    string? HeadHash,
    bool IsReady,
    IReadOnlyList<string> Reasons,
    int PendingCommands,
    int CachedStates,
    IReadOnlyList<SubscriptionStatus> Subscriptions,
    IReadOnlyList<MessageFlow> Tells);

/// <summary>What a module tells another, as far as the other takes it.</summary>
/// <param name="To">The other module.</param>
/// <param name="Events">Contracts that it publishes, by wire name.</param>
/// <param name="Commands">Commands that it sends there, by wire name.</param>
public sealed record MessageFlow(string To, IReadOnlyList<string> Events, IReadOnlyList<string> Commands)
{
    internal bool IsEmpty => Events.Count + Commands.Count == 0;
}

/// <summary>How far a subscription is.</summary>
/// <param name="Name">The subscription.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Position">Every event up to here is dealt with or parked.</param>
/// <param name="Head">The log's last position that it knows of.</param>
/// <param name="Lag">Events still to come.</param>
/// <param name="PerSecond">Events handled per second lately.</param>
/// <param name="ParkedStreams">Streams set aside.</param>
/// <param name="LastError">The last fault that it waits for to pass.</param>
public sealed record SubscriptionStatus(
    string Name, SubscriptionState State, long Position, long Head, long Lag, double PerSecond, int ParkedStreams, string? LastError);
