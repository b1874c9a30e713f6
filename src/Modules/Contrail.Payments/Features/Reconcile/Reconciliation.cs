using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Payments.Features.GetPayment;
using Contrail.Payments.Gateway;

namespace Contrail.Payments.Features.Reconcile;

/// <summary>Compares our books with the gateway's, payment by payment.</summary>
/// <param name="payments">Ours.</param>
/// <param name="ledger">The gateway's.</param>
internal sealed class Reconciliation(RunningModule payments, IGatewayLedger ledger)
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What differs. A payment with an open question to the gateway is said to be in motion: its difference must go away once
    /// the question is answered. The gateway is read before and after us; what changed meanwhile is in motion too.</summary>
    public async Task<ReconciliationReport> CompareAsync(CancellationToken cancellation)
    {
        var before = await ledger.ReadTotalsAsync(cancellation);
        var ours = await ReadOursAsync(cancellation);
        var after = await ledger.ReadTotalsAsync(cancellation);
        var differences = new List<PaymentDifference>();
        foreach (var id in ours.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var theirs = after.GetValueOrDefault(id);
            if (Compare(id, ours.GetValueOrDefault(id), theirs) is { } difference)
            {
                differences.Add(difference with { IsInMotion = difference.IsInMotion || before.GetValueOrDefault(id) != theirs });
            }
        }

        return new ReconciliationReport(ours.Count, after.Count, differences);
    }

    /// <summary>How one payment differs; null if it does not.</summary>
    internal static PaymentDifference? Compare(string id, PaymentDetails? ours, GatewayTotals? theirs)
    {
        var nothing = GatewayTotals.Nothing(ours?.Amount.Currency ?? theirs?.Authorized.Currency ?? "");
        var (mine, other) = (ours is null ? nothing : TotalsOf(ours), theirs ?? nothing);
        return mine == other ? null : new PaymentDifference(id, ours?.OrderId, mine, other, ours is { Unanswered: > 0 });
    }

    private static GatewayTotals TotalsOf(PaymentDetails row) => new(row.Authorized, row.Captured, row.Refunded, row.IsReleased);

    private async Task<Dictionary<string, PaymentDetails>> ReadOursAsync(CancellationToken cancellation)
    {
        var head = await payments.Log.ReadHeadAsync(cancellation);
        await payments.CaughtUpAsync(PaymentDetailsProjection.ReadModel, head.Position, Patience, cancellation);
        var all = new Dictionary<string, PaymentDetails>(StringComparer.Ordinal);
        for (long after = 0; ;)
        {
            var query = RowQuery.All.Where("number", RowComparison.More, after).OrderBy("number").Take(PageSize);
            var rows = await payments.QueryAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, query, cancellation);
            foreach (var row in rows)
            {
                all[row.Id] = row;
            }

            if (rows.Count < PageSize)
            {
                return all;
            }

            after = rows[^1].Number;
        }
    }
}

/// <summary>What a comparison of the books found.</summary>
/// <param name="Payments">So many are on our books.</param>
/// <param name="AtGateway">For so many something took place at the gateway.</param>
/// <param name="Differences">What differs; empty when the books agree.</param>
internal sealed record ReconciliationReport(int Payments, int AtGateway, IReadOnlyList<PaymentDifference> Differences);

/// <summary>A payment of which the books tell differently.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">Its order; null when we do not know the payment.</param>
/// <param name="Ours">On our books.</param>
/// <param name="Gateway">On the gateway's.</param>
/// <param name="IsInMotion">Whether an answer is awaited or something happened while the books were compared.</param>
internal sealed record PaymentDifference(string PaymentId, string? OrderId, GatewayTotals Ours, GatewayTotals Gateway, bool IsInMotion);
