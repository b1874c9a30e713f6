using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.GetOrder;

internal sealed class GetOrderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/orders/{id}", HandleAsync)
        .WithName("GetOrder").WithSummary("An order: status, lines, payments, refunds, what happens next").WithTags("Orders")
        .AllowAccess(AccessRule.Identified);

    /// <summary>The row, if the order is the caller's. An order that was drafted a moment ago exists, whether or not the read model shows it yet.</summary>
    internal static async Task<OrderRow> LoadAsync(string id, ModuleRequest<OrderingModule> request)
    {
        var found = await request.FindAsync<OrderRow>(OrdersProjection.ReadModel, id);
        if (found is null)
        {
            await OrderAccess.LoadAsync(request, id);
            await request.CatchUpAsync(OrdersProjection.ReadModel);
            found = await request.FindAsync<OrderRow>(OrdersProjection.ReadModel, id);
        }

        return TheirsOf(found, id, request.Caller);
    }

    /// <summary>The row, if there is one and the order is the caller's.</summary>
    internal static OrderRow TheirsOf(OrderRow? found, string id, Caller caller) =>
        found is { } row && OrderAccess.IsTheirs(caller, row.UserId, row.Lines.Select(l => l.BookingId)) ? row : throw RefusedException.NotFound("Order", id);

    private static async Task<Ok<OrderAnswer>> HandleAsync(string id, ModuleRequest<OrderingModule> request)
    {
        var row = await LoadAsync(id, request);
        request.SetVersion(row.Version);
        return TypedResults.Ok(OrderAnswer.Of(row));
    }
}

internal sealed class WatchOrderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/orders/{id}/events", HandleAsync)
        .WithName("WatchOrder").WithSummary("The order as server-sent events: now, and whenever it changes, until it is final").WithTags("Orders")
        .AllowAccess(AccessRule.Identified);

    private static async Task<ServerSentEventsResult<OrderAnswer>> HandleAsync(string id, ModuleRequest<OrderingModule> request, CancellationToken stop)
    {
        await GetOrderEndpoint.LoadAsync(id, request);
        return TypedResults.ServerSentEvents(WatchAsync(id, request, stop));
    }

    private static async IAsyncEnumerable<SseItem<OrderAnswer>> WatchAsync(
        string id, ModuleRequest<OrderingModule> request, [EnumeratorCancellation] CancellationToken stop)
    {
        var seen = DateTimeOffset.MinValue;
        await foreach (var found in request.WatchAsync<OrderRow>(OrdersProjection.ReadModel, id, stop))
        {
            var row = GetOrderEndpoint.TheirsOf(found, id, request.Caller);
            if (row.UpdatedAt == seen)
            {
                continue;
            }

            seen = row.UpdatedAt;
            var answer = OrderAnswer.Of(row);
            yield return new SseItem<OrderAnswer>(answer, "order");
            if (answer.IsFinal)
            {
                yield break;
            }
        }
    }
}
