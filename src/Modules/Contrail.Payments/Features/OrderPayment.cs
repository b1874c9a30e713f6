using Contrail.Engine.Decisions;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Features;

/// <summary>The one live payment of an order, and what is to happen with it later.</summary>
internal static class OrderPayment
{
    /// <summary>Claimed by the payment, with the order as the key.</summary>
    public const string Scope = "Order_Payment";

    public static string ExpiryOf(PaymentId payment) => $"expire:{payment}";

    /// <summary>Another payment for the order may be tried once this one is over.</summary>
    public static void ReleaseIfOver(Payment payment, IDecision decision)
    {
        if (payment.IsOver)
        {
            decision.Unclaim(Scope, payment.OrderId, payment.Id.ToString());
        }
    }
}
