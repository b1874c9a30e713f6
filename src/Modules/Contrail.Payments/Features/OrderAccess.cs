using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Payments.Domain.Orders;

namespace Contrail.Payments.Features;

/// <summary>Whose order it is: the user's who placed it, a guest's whose token covers one of its bookings, or any for an agent.</summary>
internal static class OrderAccess
{
    /// <exception cref="RefusedException">There is no such order, or it is not the caller's (not found).</exception>
    public static async Task ExpectAsync(ModuleRequest<PaymentsModule> request, string orderId)
    {
        if (!await request.HasHeardOfAsync($"ordering.order-{orderId}") || !await IsCallersAsync(request, orderId))
        {
            throw RefusedException.NotFound("Order", orderId);
        }
    }

    public static async Task<bool> IsCallersAsync(ModuleRequest<PaymentsModule> request, string orderId)
    {
        if (request.Caller.HasRole(Role.Agent))
        {
            return true;
        }

        var order = await request.Module.StateAsync<OrderFacts>(orderId);
        return (order.UserId is { } user && user == request.Caller.UserId) || order.BookingIds.Any(b => request.Caller.Covers($"booking:{b}"));
    }
}
