using Contrail.Contracts;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.BookingDetails;

/// <summary>Where a booking lies: its own stream and those of its tickets.</summary>
internal sealed class BookingStory(RunningModules modules) : IStorySource
{
    public async Task<StoryPart?> FindAsync(Subject subject, CancellationToken cancellation)
    {
        var module = modules.Of<BookingModule>();
        var row = subject.Kind is Subject.Word or SubjectKinds.Booking
            ? await module.FindAsync<BookingRow>(BookingDetailsProjection.ReadModel, subject.Id, cancellation)
            : null;
        row ??= subject.Kind == Subject.Word ? await ByReferenceAsync(module, subject.Id, cancellation) : null;
        return row is null ? null : new StoryPart(
            module.Name,
            [$"flight_booking-{row.Id}", .. row.Tickets.Select(t => $"ticket-{t.Number}")],
            [new Subject(SubjectKinds.Booking, row.Id.ToString()), .. row.OrderId is { } order ? [new Subject(SubjectKinds.Order, order)] : Array.Empty<Subject>()]);
    }

    private static async Task<BookingRow?> ByReferenceAsync(RunningModule module, string word, CancellationToken cancellation)
    {
        var rows = await module.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, RowQuery.All.Where("reference", word.ToUpperInvariant()).Take(1), cancellation);
        return rows is [var row] ? row : null;
    }
}
