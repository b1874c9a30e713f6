using Contrail.Booking.Domain.Tickets;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;

namespace Contrail.Booking.Invariants;

/// <summary>The newest serials follow each other, and for each drawn number there is the ticket.</summary>
internal sealed class TicketNumbersHaveNoGap(RunningModules modules) : IInvariant
{
    private const int MostDraws = 100;
    private const string Stock = $"ticket_stock-{TicketNumber.AccountingCode}";

    public string? Module => "booking";

    public string Name => "ticket_numbers_have_no_gap";

    public string Promise => "Ticket numbers have no gap, and none is drawn without its ticket.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var module = modules.Of<BookingModule>();
        var version = (await module.StateAsync<TicketStock>(TicketNumber.AccountingCode)).Version;
        var events = await module.Log.ReadStreamAsync(Stock, Math.Max(0, version - MostDraws), MostDraws, cancellation);
        var draws = events.Select(e => DrawOf(module.Serializer, e)).ToList();
        var gaps = draws.Zip(draws.Skip(1)).Where(d => d.Second.First != d.First.First + d.First.Count)
            .Select(d => new Deviation($"After serial {d.First.First + d.First.Count - 1} came {d.Second.First}.", module.Name, Stock));
        var numbers = draws.SelectMany(d => Enumerable.Range(0, d.Count).Select(i => TicketNumber.Of(d.First + i))).ToList();
        return new Examination(numbers.Count, "newest ticket numbers", [.. gaps, .. await MissingAsync(module, numbers, cancellation)]);
    }

    private static TicketNumbersDrawn DrawOf(EventSerializer serializer, RecordedEvent e) => (TicketNumbersDrawn)serializer.Deserialize(e);

    private static async Task<IReadOnlyList<Deviation>> MissingAsync(RunningModule module, IEnumerable<TicketNumber> numbers, CancellationToken cancellation)
    {
        var missing = new List<Deviation>();
        foreach (var number in numbers)
        {
            if ((await module.Log.ReadStreamAsync($"ticket-{number}", 0, 1, cancellation)).Count == 0)
            {
                missing.Add(new Deviation($"Number {number} was drawn and there is no such ticket.", module.Name, Stock));
            }
        }

        return missing;
    }
}
