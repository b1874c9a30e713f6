using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Orders;

/// <summary>The identity of an order.</summary>
internal readonly record struct OrderId(Guid Value) : ITypedId<OrderId>
{
    public static OrderId Parse(string text) => new(Guid.ParseExact(text, "N"));

    public override string ToString() => Value.ToString("N");
}
