using System.Globalization;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Contrail.Flights.Imports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features;

/// <summary>An import in a list.</summary>
/// <param name="IsAtWork">Whether this node works on it right now.</param>
internal sealed record ImportSummary(
    string Id, ImportKind Kind, string FileName, bool IsDryRun, ImportStatus Status, bool IsAtWork, ImportCounts Counts, string? Failure, string? StartedBy, DateTimeOffset StartedAt, DateTimeOffset UpdatedAt)
{
    public static ImportSummary Of(ImportRow row, IReadOnlySet<string> atWork) => new(
        row.Id, row.Request.Kind, row.Request.FileName, row.Request.IsDryRun, row.Status, row.Status == ImportStatus.Running && atWork.Contains(row.Id), row.Counts, row.Failure, row.StartedBy, row.StartedAt, row.UpdatedAt);
}

/// <summary>An import with what it found. Problems come in pages.</summary>
internal sealed record ImportDetails(ImportSummary Import, int Lines, int Errors, int Warnings, IReadOnlyDictionary<string, int> Skipped, ScheduleFacts? Schedule, Page<ImportProblem> Problems);

internal sealed class ListImportsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/imports", HandleAsync)
        .WithName("ListImports").WithSummary("Imports, newest first").WithTags("Imports")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<Page<ImportSummary>>> HandleAsync(ModuleRequest<FlightsModule> request, Paging paging)
    {
        var query = RowQuery.All.OrderByDescending("started_at").Take(paging.Probe);
        query = paging.AfterKeys(1) is [var place] ? query.Where("started_at", RowComparison.Less, InstantOf(place)) : query;
        var atWork = Importer.Of(request.Module).AtWork;
        var rows = await request.QueryAsync<ImportRow>(ImportHistoryProjection.ReadModel, query);
        return TypedResults.Ok(paging.PageOf(rows, r => [r.StartedAt.ToString("O", CultureInfo.InvariantCulture)]).Select(r => ImportSummary.Of(r, atWork)));
    }

    private static DateTimeOffset InstantOf(string place) => DateTimeOffset.TryParseExact(place, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        ? instant
        : throw new InvalidParameterException("cursor", "cursor is the 'next' of a page of this list, unchanged.");
}

internal sealed class GetImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/imports/{id}", HandleAsync)
        .WithName("GetImport").WithSummary("How far an import is, what it did, and its problems by line and column").WithTags("Imports")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<ImportDetails>> HandleAsync(string id, ModuleRequest<FlightsModule> request, Paging paging)
    {
        var atWork = Importer.Of(request.Module).AtWork;
        var row = await request.FindAsync<ImportRow>(ImportHistoryProjection.ReadModel, id) ?? throw RefusedException.NotFound("Import", id);
        var first = paging.AfterKeys(1) is [var place] ? NumberOf(place) : 0;
        var problems = (row.Report?.Problems ?? []).Select((problem, i) => (Problem: problem, Number: i + 1)).Skip(first).Take(paging.Probe).ToList();
        var page = paging.PageOf(problems, p => [p.Number.ToString(CultureInfo.InvariantCulture)]).Select(p => p.Problem);
        return TypedResults.Ok(new ImportDetails(
            ImportSummary.Of(row, atWork), row.Report?.Lines ?? 0, row.Report?.Errors ?? 0, row.Report?.Warnings ?? 0,
            row.Report?.Skipped ?? new Dictionary<string, int>(), row.Report?.Schedule, page));
    }

    private static int NumberOf(string place) => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidParameterException("cursor", "cursor is the 'next' of a page of this list, unchanged.");
}
