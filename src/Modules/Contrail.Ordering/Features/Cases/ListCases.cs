using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Contrail.Ordering.Domain.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.Cases;

/// <summary>A case as staff see it.</summary>
internal sealed record CaseRow(string Id, long Number, string OrderId, string Text, bool IsOpen, DateTimeOffset OpenedAt, string? ClosedBy, string? Note, DateTimeOffset? ClosedAt);

/// <summary>What waits for a person, and what was done about it.</summary>
internal sealed class CasesProjection : Projection<CaseRow>
{
    public CasesProjection()
        : base("cases", version: 1)
    {
        On<CaseOpened>(e => e.CaseId, (_, e, at) => new CaseRow(e.CaseId.ToString(), at.Position, e.OrderId, e.Text, true, e.At, null, null, null));
        On<CaseClosed>(e => e.CaseId, (row, e) => row! with { IsOpen = false, ClosedBy = e.By, Note = e.Note, ClosedAt = e.At });
        Index("is_open", "number");
    }
}

internal sealed class ListCasesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/cases", HandleAsync)
        .WithName("ListCases").WithSummary("What waits for a person, oldest first").WithTags("Cases")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<CaseRow>>> HandleAsync(ModuleRequest<OrderingModule> request, bool? open, Paging paging)
    {
        var query = RowQuery.All.Where("is_open", open ?? true);
        query = paging.AfterNumber() is { } after ? query.Where("number", RowComparison.More, after) : query;
        var rows = await request.QueryAsync<CaseRow>("cases", query.OrderBy("number").Take(paging.Probe));
        return TypedResults.Ok(paging.PageOf(rows, r => r.Number));
    }
}
