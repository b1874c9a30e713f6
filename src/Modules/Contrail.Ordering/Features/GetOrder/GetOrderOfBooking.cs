using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.GetOrder;

/// <summary>For whoever has a booking and not its order: a guest on another device, say.</summary>
internal sealed class GetOrderOfBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bookings/{id}/order", HandleAsync)
        .WithName("GetOrderOfBooking").WithSummary("The newest order that a booking is in").WithTags("Orders")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<OrderAnswer>> HandleAsync(string id, ModuleRequest<OrderingModule> request)
    {
        var found = await request.FindAsync<BookingOrderRow>(BookingOrdersProjection.ReadModel, id) ?? throw RefusedException.NotFound("Order of booking", id);
        var row = GetOrderEndpoint.TheirsOf(await request.FindAsync<OrderRow>(OrdersProjection.ReadModel, found.OrderId), found.OrderId, request.Caller);
        request.SetVersion(row.Version);
        return TypedResults.Ok(OrderAnswer.Of(row));
    }
}
