using Contrail.Booking.Domain.FlightBookings;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.Tickets;

/// <summary>
/// The serials of tickets. They are drawn in the unit that issues the tickets, so there is no gap: what is refused draws nothing.
/// Every sale touches this stream, so its state is kept in snapshots.
/// </summary>
[StreamCategory("ticket_stock")]
[Snapshot(every: 200, shape: 1)]
internal sealed class TicketStock : AggregateRoot, ISnapshots<TicketStock.Captured>
{
    private long next = 1;

    private TicketStock()
    {
    }

    protected override string IdText => TicketNumber.AccountingCode;

    /// <summary>A stock of which nothing is used.</summary>
    public static TicketStock Unused() => new();

    public IReadOnlyList<TicketNumber> Draw(int count, FlightBookingId booking)
    {
        var first = next;
        Apply(new TicketNumbersDrawn(first, count, booking));
        return [.. Enumerable.Range(0, count).Select(i => TicketNumber.Of(first + i))];
    }

    public Captured Capture() => new(next);

    public void Restore(Captured captured) => next = captured.Next;

    private void When(TicketNumbersDrawn e) => next = e.First + e.Count;

    public sealed record Captured(long Next);
}
