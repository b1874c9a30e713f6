using Contrail.Engine.Decisions;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Features;

/// <summary>Which order a booking is in: one at most, held by a claim.</summary>
internal static class OrderOfBooking
{
    private const string Scope = "Order_Booking";

    public static Order? Find(IDecision decision, string booking) =>
        decision.ClaimedBy(Scope, booking) is { } id ? decision.Load<Order>(OrderId.Parse(id)) : null;

    public static void Claim(IDecision decision, string booking, OrderId order) => decision.Claim(Scope, booking, order.ToString());

    public static void Unclaim(IDecision decision, string booking, OrderId order) => decision.Unclaim(Scope, booking, order.ToString());
}
