using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Ordering.Domain.Remarks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.Remarks;

/// <summary>A remark; a larger number is newer.</summary>
internal sealed record OrderRemarkRow(string Id, string OrderId, long Number, string Text, string By, DateTimeOffset At);

/// <summary>Every remark about an order.</summary>
internal sealed class OrderRemarksProjection : Projection<OrderRemarkRow>
{
    public const string ReadModel = "order_remarks";

    public OrderRemarksProjection()
        : base(ReadModel, version: 1)
    {
        On<OrderRemarkAdded>(e => e.RemarkId.ToString("N"), (_, e, at) => new(e.RemarkId.ToString("N"), e.OrderId.ToString(), at.Position, e.Text, e.By, e.At));
        Index("order_id", "number");
    }
}

internal sealed class ListOrderRemarksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/orders/{id}/remarks", HandleAsync)
        .WithName("ListOrderRemarks").WithSummary("What staff noted about an order, newest first").WithTags("Orders")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<OrderRemarkRow>>> HandleAsync(string id, ModuleRequest<OrderingModule> request, Paging paging)
    {
        var order = await OrderAccess.LoadAsync(request, id);
        var query = RowQuery.All.Where("order_id", order.ToString());
        query = paging.AfterNumber() is { } after ? query.Where("number", RowComparison.Less, after) : query;
        var rows = await request.QueryAsync<OrderRemarkRow>(OrderRemarksProjection.ReadModel, query.OrderByDescending("number").Take(paging.Probe));
        return TypedResults.Ok(paging.PageOf(rows, r => r.Number));
    }
}
