using System.Globalization;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>The processes of a module: which are at work, which are done, which need a person.</summary>
internal static class ProcessRoutes
{
    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/{module}/processes", ListAsync)
        .WithName("ListProcesses").WithSummary("Processes by state (open, completed, failed), kind or key; the latest changed first").AllowAccess(Operations.Access);

    private static async Task<Ok<Page<ProcessOverview>>> ListAsync(
        string module, string? state, string? process, string? key, Paging paging, RunningModules modules, CancellationToken cancellation)
    {
        var running = Operations.Module(modules, module);
        var query = RowQuery.All;
        query = Choice.IfGiven<ProcessState>("state", state) is { } wanted ? query.Where("state", wanted) : query;
        query = process is null ? query : query.Where("process", process);
        query = key is null ? query : query.Where("key", key);
        var place = paging.AfterKeys(2);
        var found = !running.HasProcesses ? []
            : place is null ? await AskAsync(running, query.OrderByDescending("changed_at").Take(paging.Probe), cancellation).ConfigureAwait(false)
            : await AfterAsync(running, query, InstantOf(place[0]), place[1], paging.Probe, cancellation).ConfigureAwait(false);
        return TypedResults.Ok(paging.PageOf(found, p => [p.ChangedAt.ToString("O", CultureInfo.InvariantCulture), p.Stream]));
    }

    /// <summary>What changed at the same instant comes in the order of the streams; then what changed before.</summary>
    private static async Task<IReadOnlyList<ProcessOverview>> AfterAsync(
        RunningModule module, RowQuery query, DateTimeOffset instant, string stream, int most, CancellationToken cancellation)
    {
        var same = query.Where("changed_at", instant).Where("stream", RowComparison.More, stream);
        var found = await AskAsync(module, same.Take(most), cancellation).ConfigureAwait(false);
        var before = query.Where("changed_at", RowComparison.Less, instant).OrderByDescending("changed_at");
        return [.. found, .. await AskAsync(module, before.Take(most - found.Count), cancellation).ConfigureAwait(false)];
    }

    private static async Task<IReadOnlyList<ProcessOverview>> AskAsync(RunningModule module, RowQuery query, CancellationToken cancellation) =>
        await module.QueryAsync<ProcessOverview>(ProcessOverview.ReadModel, query, cancellation).ConfigureAwait(false);

    private static DateTimeOffset InstantOf(string text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw new InvalidParameterException("cursor", "cursor is the 'next' of a page of this list, unchanged.");
}
