using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Payments.Features.GetPayment;
using Contrail.Payments.Features.Reconcile;

namespace Contrail.Payments.Invariants;

/// <summary>Our newest payments stand at the gateway as on our books, and what the gateway did last for us is known to us.</summary>
internal sealed class BooksAgree(RunningModules modules, PaymentsModule payments) : IInvariant
{
    public string? Module => "payments";

    public string Name => "books_agree";

    public string Promise => "Our books and the bank's say the same of every payment.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var module = modules.Of<PaymentsModule>();
        var known = await payments.Ledger.ReadNewestAsync(NewestPayments.Most, cancellation);
        var ours = (await NewestPayments.ReadAsync(module, cancellation)).ToDictionary(p => p.Id, StringComparer.Ordinal);
        await AddOlderAsync(module, known.Except(ours.Keys, StringComparer.Ordinal), ours, cancellation);
        var ids = ours.Keys.Union(known, StringComparer.Ordinal).ToList();
        var theirs = await payments.Ledger.ReadTotalsAsync(ids, cancellation);
        var differences = ids.Select(id => Reconciliation.Compare(id, ours.GetValueOrDefault(id), theirs.GetValueOrDefault(id))).OfType<PaymentDifference>();
        return new Examination(ids.Count, "newest payments, ours and the bank's", [.. differences.Select(DeviationOf)]);
    }

    private static Deviation DeviationOf(PaymentDifference difference) => new(
        $"Payment {difference.PaymentId}: we have {Words(difference.Ours)}, the bank has {Words(difference.Gateway)}.",
        "payments",
        $"payment-{difference.PaymentId}",
        difference.IsInMotion);

    private static string Words(Gateway.GatewayTotals totals) =>
        $"{totals.Authorized} reserved{(totals.IsVoided ? " and let go" : "")}, {totals.Captured} taken, {totals.Refunded} given back";

    /// <summary>What the gateway did last may concern older payments.</summary>
    private static async Task AddOlderAsync(RunningModule module, IEnumerable<string> missing, Dictionary<string, PaymentDetails> ours, CancellationToken cancellation)
    {
        foreach (var id in missing)
        {
            if (await module.FindAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, id, cancellation) is { } older)
            {
                ours[id] = older;
            }
        }
    }
}
