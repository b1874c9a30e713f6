using Contrail.Contracts;

namespace Contrail.Payments.Gateway;

/// <summary>What the gateway has on its books about us.</summary>
internal interface IGatewayLedger
{
    /// <summary>Sums of what took place, by payment (the part of the idempotency key before the colon).</summary>
    Task<IReadOnlyDictionary<string, GatewayTotals>> ReadTotalsAsync(CancellationToken cancellation);

    /// <summary>The same for some payments only.</summary>
    Task<IReadOnlyDictionary<string, GatewayTotals>> ReadTotalsAsync(IReadOnlyCollection<string> payments, CancellationToken cancellation);

    /// <summary>The payments for which something took place last.</summary>
    Task<IReadOnlyList<string>> ReadNewestAsync(int most, CancellationToken cancellation);
}

/// <summary>What took place for one payment.</summary>
/// <param name="Authorized">Reserved at some time.</param>
/// <param name="Captured">Taken.</param>
/// <param name="Refunded">Given back.</param>
/// <param name="IsVoided">Whether what was reserved was let go.</param>
internal sealed record GatewayTotals(Money Authorized, Money Captured, Money Refunded, bool IsVoided)
{
    public static GatewayTotals Nothing(string currency) => new(Money.Zero(currency), Money.Zero(currency), Money.Zero(currency), IsVoided: false);
}
