using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Domain.Remarks;

/// <summary>What staff noted about one order. A stream of its own: a remark changes nothing that was agreed, nor the order's version.</summary>
[StreamCategory("order_remarks")]
internal sealed class OrderRemarks : AggregateRoot<OrderId>
{
    public const int MaxRemarks = 100;

    private readonly HashSet<Guid> remarks = [];

    private OrderRemarks()
    {
    }

    /// <summary>The first remark about an order.</summary>
    public static OrderRemarks Begin(OrderId order, Guid remark, string text, string by, DateTimeOffset now)
    {
        var begun = new OrderRemarks();
        begun.Add(order, remark, text, by, now);
        return begun;
    }

    public void Add(Guid remark, string text, string by, DateTimeOffset now) => Add(Id, remark, text, by, now);

    private void Add(OrderId order, Guid remark, string text, string by, DateTimeOffset now)
    {
        if (remarks.Contains(remark))
        {
            return;
        }

        Check(new OrderRemarkMustSaySomethingRule(text));
        Check(new OrderMustNotHaveTooManyRemarksRule(remarks.Count));
        Apply(new OrderRemarkAdded(order, remark, text.Trim(), by, now));
    }

    private void When(OrderRemarkAdded e)
    {
        Id = e.OrderId;
        remarks.Add(e.RemarkId);
    }
}
