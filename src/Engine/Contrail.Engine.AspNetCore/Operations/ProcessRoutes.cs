using System.Globalization;
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
        string module, string? state, string? process, string? key, int? limit, string? cursor, RunningModules modules, CancellationToken cancellation)
    {
        var running = Operations.Module(modules, module);
        var paging = Paging.Of(limit, cursor);
        if (!running.HasProcesses)
        {
            return TypedResults.Ok(new Page<ProcessOverview>([], null));
        }

        var query = RowQuery.All.OrderByDescending("changed_at");
        query = state is null ? query : query.Where("state", StateOf(state));
        query = process is null ? query : query.Where("process", process);
        query = key is null ? query : query.Where("key", key);
        var (before, skipped) = PlaceOf(paging);
        query = before is { } instant ? query.Where("changed_at", RowComparison.AtMost, instant) : query;
        var rows = await running.QueryAsync<ProcessOverview>(ProcessOverview.ReadModel, query.Take(paging.Limit + skipped.Count + 1), cancellation).ConfigureAwait(false);
        return TypedResults.Ok(paging.Page([.. rows.Where(r => !skipped.Contains(r.Stream))], last => Place(last, rows, skipped)));
    }

    private static ProcessState StateOf(string text) => text switch
    {
        "open" => ProcessState.Open,
        "completed" => ProcessState.Completed,
        "failed" => ProcessState.Failed,
        _ => throw Operations.Invalid("Process_State_Unknown", "state is open, completed or failed."),
    };

    /// <summary>Where the next page begins: the instant of the last row, and the rows of that instant that were given already.</summary>
    private static string Place(ProcessOverview last, IReadOnlyList<ProcessOverview> rows, IReadOnlyCollection<string> skipped)
    {
        var given = rows.TakeWhile(r => r != last).Append(last).Where(r => r.ChangedAt == last.ChangedAt).Select(r => r.Stream);
        return string.Join('\n', [last.ChangedAt.ToString("O", CultureInfo.InvariantCulture), .. given.Concat(skipped).Distinct(StringComparer.Ordinal)]);
    }

    private static (DateTimeOffset? Instant, IReadOnlyCollection<string> Skipped) PlaceOf(Paging paging)
    {
        var parts = paging.After?.Split('\n') ?? [];
        return parts.Length == 0 ? (null, []) : ((paging with { After = parts[0] }).AfterInstant, parts[1..]);
    }
}
