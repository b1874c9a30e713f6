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
    private const int MostOfOneInstant = 200;

    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/{module}/processes", ListAsync)
        .WithName("ListProcesses").WithSummary("Processes by state (open, completed, failed), kind or key; the latest changed first").AllowAccess(Operations.Access);

    private static async Task<Ok<Page<ProcessOverview>>> ListAsync(
        string module, string? state, string? process, string? key, Paging paging, RunningModules modules, CancellationToken cancellation)
    {
        var running = Operations.Module(modules, module);
        if (!running.HasProcesses)
        {
            return TypedResults.Ok(new Page<ProcessOverview>([], null));
        }

        var query = RowQuery.All.OrderByDescending("changed_at");
        query = state is null ? query : query.Where("state", StateOf(state));
        query = process is null ? query : query.Where("process", process);
        query = key is null ? query : query.Where("key", key);
        var place = PlaceOf(paging);
        query = place is { } after ? query.Where("changed_at", RowComparison.AtMost, after.Instant) : query;
        var rows = await running.QueryAsync<ProcessOverview>(ProcessOverview.ReadModel, query.Take(paging.Probe + MostOfOneInstant), cancellation).ConfigureAwait(false);
        return TypedResults.Ok(paging.PageOf(
            [.. rows.SkipWhile(r => !IsAfter(r, place)).Take(paging.Probe)], r => [r.ChangedAt.ToString("O", CultureInfo.InvariantCulture), r.Stream]));
    }

    private static ProcessState StateOf(string text) => text switch
    {
        "open" => ProcessState.Open,
        "completed" => ProcessState.Completed,
        "failed" => ProcessState.Failed,
        _ => throw Operations.Invalid("Process_State_Unknown", "state is open, completed or failed."),
    };

    /// <summary>Rows of one instant come in the order of their streams.</summary>
    private static bool IsAfter(ProcessOverview row, (DateTimeOffset Instant, string Stream)? place) =>
        place is not { } after || row.ChangedAt < after.Instant || string.CompareOrdinal(row.Stream, after.Stream) > 0;

    private static (DateTimeOffset Instant, string Stream)? PlaceOf(Paging paging) => paging.AfterKeys(2) switch
    {
        null => null,
        [var text, var stream] when DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) => (instant, stream),
        _ => throw new InvalidParameterException("cursor", "cursor is the 'next' of a page of this list, unchanged."),
    };
}
