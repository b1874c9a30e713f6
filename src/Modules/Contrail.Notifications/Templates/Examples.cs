using Contrail.Contracts;
using Contrail.Contracts.Booking;

namespace Contrail.Notifications.Templates;

/// <summary>What the previews tell about.</summary>
internal static class Examples
{
    public const string Reference = "K7MPQR";

    public static readonly ContactDetails Contact = new("ada@example.com", null, "Ada Lovelace");

    public static readonly Money Total = new(41250, "EUR");

    public static readonly DateTimeOffset PayBefore = new(2026, 11, 20, 14, 30, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<BookedFlight> Flights =
    [
        new(
            "CT101-2026-12-01-LHR", "CT101", "LHR", "FCO", new DateTimeOffset(2026, 12, 1, 9, 15, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 12, 1, 12, 50, 0, TimeSpan.FromHours(1))),
    ];

    public static readonly IReadOnlyList<BookedTicket> Tickets = [new("9970000000017", "Ada Lovelace", ["12A"]), new("9970000000024", "Byron Lovelace", [])];
}
