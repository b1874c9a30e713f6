using Contrail.Engine.AspNetCore;
using Contrail.Payments.Features.GetPayment;

namespace Contrail.Payments.Invariants;

/// <summary>Refunded is at most what was taken, taken at most what was reserved.</summary>
internal sealed class NoMoreBackThanTaken(RunningModules modules) : IInvariant
{
    public string? Module => "payments";

    public string Name => "no_more_back_than_taken";

    public string Promise => "What is given back is at most what was taken, and that at most what was reserved.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var payments = await NewestPayments.ReadAsync(modules.Of<PaymentsModule>(), cancellation);
        return new Examination(payments.Count, "newest payments", [.. payments
            .Where(p => p.Refunded.Minor > p.Captured.Minor || p.Captured.Minor > p.Authorized.Minor || p.Authorized.Minor > p.Amount.Minor)
            .Select(p => NewestPayments.Of(p, $"{p.Authorized} of {p.Amount} was reserved, {p.Captured} taken, {p.Refunded} given back."))]);
    }
}
