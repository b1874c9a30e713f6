using Contrail.Contracts;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;

namespace Contrail.Payments.Features.GetPayment;

/// <summary>Where payments lie: one by its id, or all for an order.</summary>
internal sealed class PaymentStory(RunningModules modules) : IStorySource
{
    private const int MostPayments = 20;

    public async Task<StoryPart?> FindAsync(Subject subject, CancellationToken cancellation)
    {
        var module = modules.Of<PaymentsModule>();
        var rows = subject.Kind switch
        {
            SubjectKinds.Order => await OfOrderAsync(module, subject.Id, cancellation),
            Subject.Word or SubjectKinds.Payment => [await module.FindAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, subject.Id, cancellation)],
            _ => [],
        };
        var payments = rows.OfType<PaymentDetails>().ToList();
        return payments.Count == 0 ? null : new StoryPart(
            module.Name,
            [.. payments.Select(p => $"payment-{p.Id}")],
            [.. payments.Select(p => new Subject(SubjectKinds.Payment, p.Id)), .. payments.Select(p => new Subject(SubjectKinds.Order, p.OrderId)).Distinct()]);
    }

    private static async Task<IReadOnlyList<PaymentDetails?>> OfOrderAsync(RunningModule module, string order, CancellationToken cancellation) =>
        await module.QueryAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, RowQuery.All.Where("order_id", order).OrderBy("number").Take(MostPayments), cancellation);
}
