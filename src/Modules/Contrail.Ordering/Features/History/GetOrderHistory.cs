using Contrail.Engine.AspNetCore;
using Contrail.Ordering.Features.GetOrder;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.History;

/// <summary>What happened to an order.</summary>
/// <param name="Items">Oldest first; none before it was placed.</param>
internal sealed record OrderHistory(IReadOnlyList<OrderHistoryItem> Items);

internal sealed class GetOrderHistoryEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/orders/{id}/history", HandleAsync)
        .WithName("GetOrderHistory").WithSummary("What happened to an order, its payments and refunds, in plain words").WithTags("Orders")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<OrderHistory>> HandleAsync(string id, ModuleRequest<OrderingModule> request)
    {
        var order = await GetOrderEndpoint.LoadAsync(id, request);
        var row = await request.FindAsync<OrderHistoryRow>(OrderHistoryProjection.ReadModel, order.Id);
        return TypedResults.Ok(new OrderHistory(row?.Items ?? []));
    }
}
