using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Payments.Features.GetPayment;

namespace Contrail.Payments.Invariants;

/// <summary>What invariants of payments look at.</summary>
internal static class NewestPayments
{
    public const int Most = 1000;

    public static async Task<IReadOnlyList<PaymentDetails>> ReadAsync(RunningModule module, CancellationToken cancellation) =>
        await module.QueryAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, RowQuery.All.OrderByDescending("number").Take(Most), cancellation);

    public static Deviation Of(PaymentDetails payment, string text) => new($"Payment {payment.Id}: {text}", "payments", $"payment-{payment.Id}");
}
