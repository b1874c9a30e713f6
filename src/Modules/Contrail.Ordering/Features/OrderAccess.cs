using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Features;

/// <summary>Whose order it is. To everybody else it does not exist.</summary>
internal static class OrderAccess
{
    /// <summary>The order's id, if the caller may see and change it.</summary>
    /// <exception cref="RefusedException">There is none, or it is somebody else's (not found).</exception>
    public static async Task<OrderId> LoadAsync(ModuleRequest<OrderingModule> request, string id)
    {
        if (Guid.TryParseExact(id, "N", out var guid))
        {
            var order = await request.Module.StateAsync<Order>(new OrderId(guid));
            if (order.Version > 0 && IsTheirs(request.Caller, order.UserId, order.Lines.Select(l => l.BookingId)))
            {
                return order.Id;
            }
        }

        throw RefusedException.NotFound("Order", id);
    }

    /// <summary>Whether an order is the caller's, or the caller is staff.</summary>
    public static bool IsTheirs(Caller caller, string? userId, IEnumerable<string> bookingIds) =>
        (caller.UserId is { } user && user == userId)
        || bookingIds.Any(b => caller.Covers($"booking:{b}"))
        || caller.HasRole(Role.Agent, Role.Operations);
}
