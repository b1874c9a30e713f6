using Contrail.Contracts;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features.GetOrder;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features;

/// <summary>An order in a list.</summary>
internal sealed record OrderSummary(string Id, OrderStatus Status, string References, Money Total, DateTimeOffset? PayBefore, DateTimeOffset CreatedAt);

internal sealed class ListOrdersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/orders", HandleAsync)
        .WithName("ListOrders").WithSummary("My orders, newest first; staff may ask for anybody's by e-mail, status or booking").WithTags("Orders")
        .AllowAccess(AccessRule.SignedIn);

    private static async Task<Ok<Page<OrderSummary>>> HandleAsync(
        ModuleRequest<OrderingModule> request, string? email, string? status, string? bookingId, Paging paging)
    {
        var query = RowQuery.All;
        if (!request.Caller.HasRole(Role.Agent, Role.Operations))
        {
            query = query.Where("user_id", request.Caller.UserId);
        }

        query = email is null ? query : query.Where("email", email.ToLowerInvariant());
        query = Choice.IfGiven<OrderStatus>("status", status) is { } wanted ? query.Where("status", wanted) : query;
        query = bookingId is null ? query : query.WhereIn("id", await OrdersOfAsync(request, bookingId));
        query = paging.AfterNumber() is { } after ? query.Where("number", RowComparison.Less, after) : query;
        var rows = await request.QueryAsync<OrderRow>(OrdersProjection.ReadModel, query.OrderByDescending("number").Take(paging.Probe));
        return TypedResults.Ok(paging.PageOf(rows, r => r.Number).Select(Summarise));
    }

    private static OrderSummary Summarise(OrderRow row) =>
        new(row.Id, row.Status, string.Join(", ", row.Lines.Select(l => l.Reference)), row.Total, row.PayBefore, row.CreatedAt);

    private static async Task<IEnumerable<string>> OrdersOfAsync(ModuleRequest<OrderingModule> request, string bookingId) =>
        (await request.QueryAsync<BookingOrderRow>(BookingOrdersProjection.ReadModel, RowQuery.All.Where("booking_id", bookingId))).Select(r => r.OrderId);
}

/// <summary>The newest order that a booking is in.</summary>
internal sealed record BookingOrderRow(string BookingId, string OrderId);

/// <summary>Finds the order of a booking.</summary>
internal sealed class BookingOrdersProjection : Projection<BookingOrderRow>
{
    public const string ReadModel = "booking_orders";

    public BookingOrdersProjection()
        : base(ReadModel, version: 1)
    {
        OnEach<OrderDrafted>(e => e.Lines.Select(l => (object)l.BookingId), (_, e, booking) => new BookingOrderRow(booking, e.OrderId.ToString()));
    }
}
