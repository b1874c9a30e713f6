using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Ordering.Features.GetOrder;

namespace Contrail.Ordering.Invariants;

/// <summary>What invariants of orders look at.</summary>
internal static class NewestOrders
{
    public static async Task<IReadOnlyList<OrderRow>> ReadAsync(RunningModule module, int most, IEnumerable<object> statuses, CancellationToken cancellation) =>
        await module.QueryAsync<OrderRow>(
            OrdersProjection.ReadModel, RowQuery.All.WhereIn("status", statuses).OrderByDescending("number").Take(most), cancellation);

    public static Deviation Of(OrderRow order, string text, bool isInMotion = false) => new(
        $"Order of {string.Join(", ", order.Lines.Select(l => l.Reference))}: {text}", "ordering", $"order-{order.Id}", isInMotion);
}
