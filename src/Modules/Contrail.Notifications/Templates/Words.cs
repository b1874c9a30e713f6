using System.Globalization;
using Contrail.Contracts;
using Contrail.Contracts.Booking;

namespace Contrail.Notifications.Templates;

/// <summary>How letters write times, money and flights.</summary>
internal static class Words
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>For example <c>Tue 1 Dec 2026, 09:15 (UTC+01:00)</c>.</summary>
    public static string Time(DateTimeOffset at) => $"{at.ToString("ddd d MMM yyyy, HH:mm", English)} ({Zone(at)})";

    /// <summary>For example <c>EUR 123.45</c>.</summary>
    public static string Amount(Money money) => $"{money.Currency} {money.ToDecimalString()}";

    /// <summary>Each flight on a line, in the local times of its airports.</summary>
    public static string Itinerary(IEnumerable<BookedFlight> flights) => string.Join('\n', flights.Select(Flight));

    /// <summary>What an order is to travellers: <c>booking K7MPQR</c>, or its own id where no booking is told.</summary>
    public static string Subject(IReadOnlyList<string>? references, string orderId) => references switch
    {
        null or [] => $"order {orderId}",
        [var only] => $"booking {only}",
        _ => $"bookings {string.Join(", ", references.SkipLast(1))} and {references[^1]}",
    };

    /// <summary>The airports in order of travel, for example <c>LHR-FCO-ATH</c>.</summary>
    public static string Route(IReadOnlyList<BookedFlight> flights) =>
        flights.Count == 0 ? "your flights" : string.Join('-', flights.Select(f => f.From).Append(flights[^1].To));

    /// <summary>A line for the ticket of each passenger.</summary>
    public static string Tickets(IEnumerable<BookedTicket> tickets) => string.Join('\n', tickets.Select(Ticket));

    private static string Flight(BookedFlight f) =>
        $"{f.Designator}  {f.From} {Time(f.DepartsAt)}  to  {f.To} {Time(f.ArrivesAt)}";

    private static string Ticket(BookedTicket t) =>
        $"{t.Passenger}: ticket {t.Number}, {(t.Seats.Count == 0 ? "no seat of their own" : "seat " + string.Join(", ", t.Seats))}";

    private static string Zone(DateTimeOffset at) =>
        at.Offset == TimeSpan.Zero ? "UTC" : $"UTC{(at.Offset < TimeSpan.Zero ? "-" : "+")}{at.Offset.ToString(@"hh\:mm", English)}";
}
