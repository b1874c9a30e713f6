using Contrail.Contracts;
using Contrail.Engine.AspNetCore;
using Contrail.Ordering.Features.GetOrder;

namespace Contrail.Ordering.Invariants;

/// <summary>What was not sold is not paid for, and what was cancelled is given back as agreed.</summary>
internal sealed class EndedOrdersKeepNoMoney(RunningModules modules) : IInvariant
{
    private const int Most = 500;

    public string? Module => "ordering";

    public string Name => "ended_orders_keep_no_money";

    public string Promise => "Of an order that failed or expired no money is kept, of a cancelled one no more than was agreed.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var ended = await NewestOrders.ReadAsync(
            modules.Of<OrderingModule>(), Most, [OrderStatus.Failed, OrderStatus.Expired, OrderStatus.Cancelled], cancellation);
        return new Examination(ended.Count, "newest orders that ended", [.. ended.SelectMany(DeviationsOf)]);
    }

    private static IEnumerable<Deviation> DeviationsOf(OrderRow order)
    {
        var taken = order.Payments.Where(p => p.Status == "captured").ToList();
        var gone = Money.Sum(order.Refunds.Select(r => r.Amount), order.Total.Currency);
        if (order.Status != OrderStatus.Cancelled && taken.Count > 0)
        {
            yield return NewestOrders.Of(order, $"It is {order.Status}, and {taken[0].Amount} was taken.");
        }

        var owed = Money.Sum(order.Lines.Where(l => l.IsCancelled).Select(l => l.Refund!.Value), order.Total.Currency);
        if (order.Status == OrderStatus.Cancelled && taken.Count > 0 && gone.Minor < owed.Minor)
        {
            yield return NewestOrders.Of(order, $"It is cancelled, {owed} is owed, and {gone} goes back.");
        }

        foreach (var held in order.Payments.Where(p => p.Status == "authorized"))
        {
            // Payments lets go of it as soon as it hears of the end; until the bank has answered it is on its way.
            yield return NewestOrders.Of(order, $"It is {order.Status}, and {held.Amount} is still reserved.", isInMotion: true);
        }
    }
}
