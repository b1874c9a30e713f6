using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features.GetOrder;

namespace Contrail.Ordering.Invariants;

/// <summary>Nobody flies without paying, nobody pays without a ticket.</summary>
internal sealed class ConfirmedOrdersArePaid(RunningModules modules) : IInvariant
{
    private const int Most = 200;

    public string? Module => "ordering";

    public string Name => "confirmed_orders_are_paid";

    public string Promise => "The money for a confirmed order was taken once, all of it, and what it pays for has its tickets.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var module = modules.Of<OrderingModule>();
        var confirmed = await NewestOrders.ReadAsync(module, Most, [OrderStatus.Confirmed], cancellation);
        var deviations = new List<Deviation>();
        foreach (var order in confirmed)
        {
            deviations.AddRange(MoneyOf(order));
            deviations.AddRange(await TicketsOfAsync(module, order));
        }

        return new Examination(confirmed.Count, "newest confirmed orders", deviations);
    }

    private static IEnumerable<Deviation> MoneyOf(OrderRow order)
    {
        var taken = order.Payments.Where(p => p.Status == "captured").ToList();
        if (taken.Count != 1 || taken[0].Amount != order.Total)
        {
            var sums = taken.Count == 0 ? "nothing" : string.Join(" and ", taken.Select(p => p.Amount));
            yield return NewestOrders.Of(order, $"It is confirmed, costs {order.Total}, and {sums} was taken.");
        }
    }

    private static async Task<IReadOnlyList<Deviation>> TicketsOfAsync(RunningModule module, OrderRow order)
    {
        var missing = new List<Deviation>();
        foreach (var line in order.Lines.Where(l => !l.IsCancelled))
        {
            if ((await module.StateAsync<BookingFacts>(line.BookingId)).Status is var status and not BookingStatus.Confirmed)
            {
                missing.Add(NewestOrders.Of(order, $"It is confirmed, and its booking {line.Reference} is {status}."));
            }
        }

        return missing;
    }
}
