using Contrail.Contracts;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;

namespace Contrail.Ordering.Features.GetOrder;

/// <summary>Where an order lies: its own stream, those of its purchase and its refunds, and what was noted about it.</summary>
internal sealed class OrderStory(RunningModules modules) : IStorySource
{
    public async Task<StoryPart?> FindAsync(Subject subject, CancellationToken cancellation)
    {
        var module = modules.Of<OrderingModule>();
        var id = subject.Kind == SubjectKinds.Booking
            ? (await module.FindAsync<BookingOrderRow>(BookingOrdersProjection.ReadModel, subject.Id, cancellation))?.OrderId
            : subject.Kind is Subject.Word or SubjectKinds.Order ? subject.Id : null;
        var row = id is null ? null : await module.FindAsync<OrderRow>(OrdersProjection.ReadModel, id, cancellation);
        return row is null ? null : new StoryPart(
            module.Name,
            [$"order-{id}", $"purchase-{id}", $"order_remarks-{id}", .. row.Refunds.Select(r => $"refund-{r.Id}")],
            [
                new Subject(SubjectKinds.Order, row.Id),
                .. row.Lines.Select(l => new Subject(SubjectKinds.Booking, l.BookingId)),
                .. row.Payments.Select(p => new Subject(SubjectKinds.Payment, p.Id)),
            ]);
    }
}
