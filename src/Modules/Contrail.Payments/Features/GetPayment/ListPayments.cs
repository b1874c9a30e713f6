using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Payments.Domain.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features.GetPayment;

internal sealed class ListPaymentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/payments", HandleAsync)
        .WithName("ListPayments").WithSummary("Payments, the newest first; of an order, or where they stand")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<PaymentDetails>>> HandleAsync(
        string? orderId, string? status, Paging paging, ModuleRequest<PaymentsModule> request)
    {
        var query = RowQuery.All.OrderByDescending("number").Take(paging.Probe);
        query = orderId is null ? query : query.Where("order_id", orderId);
        query = Choice.IfGiven<PaymentStatus>("status", status) is { } wanted ? query.Where("status", wanted) : query;
        query = paging.AfterNumber() is { } after ? query.Where("number", RowComparison.Less, after) : query;
        var rows = await request.QueryAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, query);
        return TypedResults.Ok(paging.PageOf(rows, row => row.Number));
    }
}
