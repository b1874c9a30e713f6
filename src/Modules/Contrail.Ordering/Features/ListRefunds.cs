using Contrail.Contracts;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Ordering.Features.GetOrder;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features;

/// <summary>Money that goes, or went, back for a booking.</summary>
/// <param name="Id">The refund.</param>
/// <param name="BookingId">For which booking.</param>
/// <param name="OrderId">Of which order.</param>
/// <param name="Status"><c>requested</c> or <c>refunded</c>.</param>
/// <param name="Amount">How much.</param>
internal sealed record RefundOfBooking(string Id, string BookingId, string OrderId, string Status, Money Amount);

internal sealed class ListRefundsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/refunds", HandleAsync)
        .WithName("ListRefunds").WithSummary("Refunds for bookings, up to 200 at a time: give bookingId once for each").WithTags("Orders")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<RefundOfBooking>>> HandleAsync(string[] bookingId, ModuleRequest<OrderingModule> request)
    {
        if (bookingId.Length > Paging.MaxLimit)
        {
            throw new InvalidParameterException("bookingId", $"Ask for at most {Paging.MaxLimit} bookings at a time.");
        }

        var orders = (await request.QueryAsync<BookingOrderRow>(BookingOrdersProjection.ReadModel, RowQuery.All.WhereIn("booking_id", bookingId)))
            .Select(row => row.OrderId).Distinct();
        var rows = await request.QueryAsync<OrderRow>(OrdersProjection.ReadModel, RowQuery.All.WhereIn("id", orders).OrderBy("number"));
        var refunds =
            from order in rows
            from refund in order.Refunds
            where bookingId.Contains(refund.BookingId)
            select new RefundOfBooking(refund.Id, refund.BookingId, order.Id, refund.Status, refund.Amount);
        return TypedResults.Ok(new Page<RefundOfBooking>([.. refunds], Next: null));
    }
}
