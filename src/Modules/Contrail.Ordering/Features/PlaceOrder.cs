using Contrail.Contracts;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features;

/// <summary>Locks the price and asks for the money.</summary>
internal sealed record PlaceOrder(OrderId OrderId, long? IfVersion) : ICommand<PlacedOrder>;

/// <summary>A placed order.</summary>
internal sealed record PlacedOrder(string Id, string Status, Money Total, DateTimeOffset PayBefore);

internal sealed class PlaceOrderHandler : ICommandHandler<PlaceOrder, PlacedOrder>
{
    public PlacedOrder Handle(PlaceOrder command, IDecision decision)
    {
        var order = decision.Load<Order>(command.OrderId);
        order.ExpectVersion(command.IfVersion);
        var bookings = order.Lines.Select(l => decision.Load<BookingFacts>(l.BookingId)).ToList();
        if (order.State == OrderState.Draft && bookings.Find(b => b.Status != BookingStatus.Reserved) is { } gone)
        {
            var rule = new BookingMustBeReservedRule(gone.Status, gone.Reference);
            throw new RefusedException(rule.Kind, rule.TranslationKey, rule.Explanation);
        }

        order.Place(bookings.Min(b => b.PayBefore), decision.Now);
        return new PlacedOrder(order.Id.ToString(), "awaitingPayment", order.Total, order.PayBefore);
    }
}

internal sealed class PlaceOrderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/orders/{id}/placement", HandleAsync)
        .WithName("PlaceOrder").WithSummary("Locks the price of a drafted order and asks for payment").WithTags("Orders")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<PlacedOrder>> HandleAsync(string id, ModuleRequest<OrderingModule> request)
    {
        var order = await OrderAccess.LoadAsync(request, id);
        return TypedResults.Ok(await request.ExecuteAsync(new PlaceOrder(order, request.IfMatch())));
    }
}
