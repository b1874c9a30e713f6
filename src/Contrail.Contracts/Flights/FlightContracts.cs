// The published language of Flights. These names are the wire format: add optional members or a new version; never edit a name.
using System.Text.Json.Serialization;
using Contrail.Engine.Events;

namespace Contrail.Contracts.Flights;

/// <summary>A flight on one date is on sale.</summary>
/// <param name="FlightId">Carrier and number, local date of departure and board point: <c>CT101-2026-12-01-LHR</c>.</param>
/// <param name="Designator">Carrier and number, for example <c>CT101</c>.</param>
/// <param name="From">IATA code of the board point.</param>
/// <param name="To">IATA code of the off point.</param>
/// <param name="DepartsAt">The instant, in the offset that holds at the board point then.</param>
/// <param name="ArrivesAt">The instant, in the offset that holds at the off point then.</param>
/// <param name="FromZone">IANA zone of the board point.</param>
/// <param name="ToZone">IANA zone of the off point.</param>
/// <param name="AircraftType">IATA code of the type, for example <c>320</c>.</param>
/// <param name="Cabins">The seats, front to back.</param>
[EventType("flights.flight_scheduled.v1")]
public sealed record FlightScheduledV1(
    string FlightId,
    string Designator,
    string From,
    string To,
    DateTimeOffset DepartsAt,
    DateTimeOffset ArrivesAt,
    string FromZone,
    string ToZone,
    string AircraftType,
    IReadOnlyList<CabinLayout> Cabins);

/// <summary>Times of a flight changed: a delay or a new schedule.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="DepartsAt">When it now departs.</param>
/// <param name="ArrivesAt">When it now arrives.</param>
/// <param name="Reason">In words for travellers.</param>
[EventType("flights.flight_changed.v1")]
public sealed record FlightChangedV1(string FlightId, DateTimeOffset DepartsAt, DateTimeOffset ArrivesAt, string Reason);

/// <summary>A flight does not take place.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Reason">In words for travellers.</param>
[EventType("flights.flight_cancelled.v1")]
public sealed record FlightCancelledV1(string FlightId, string Reason);

/// <summary>A flight has departed: nothing on it can be bought, changed or cancelled any more.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="At">When it left.</param>
[EventType("flights.flight_departed.v1")]
public sealed record FlightDepartedV1(string FlightId, DateTimeOffset At);

/// <summary>Classes of travel, from the front.</summary>
public enum Cabin
{
    /// <summary>F.</summary>
    First,

    /// <summary>C.</summary>
    Business,

    /// <summary>W.</summary>
    PremiumEconomy,

    /// <summary>Y.</summary>
    Economy,
}

/// <summary>The seats of one cabin. Rows are labels: 13 may be missing, and the letter I always is.</summary>
/// <param name="Cabin">Which cabin.</param>
/// <param name="Letters">Seat letters from left to right, aisles as spaces: <c>ABC DEF</c>.</param>
/// <param name="Rows">Labels of the rows, front to back.</param>
/// <param name="ExitRows">Those beside an emergency exit.</param>
/// <param name="Blocked">Seats that are never sold, for example <c>12A</c>.</param>
public sealed record CabinLayout(
    Cabin Cabin, string Letters, IReadOnlyList<string> Rows, IReadOnlyList<string> ExitRows, IReadOnlyList<string> Blocked)
{
    /// <summary>Every seat that can be sold, front to back and left to right, for example <c>1A</c>.</summary>
    public IEnumerable<string> Seats() =>
        Rows.SelectMany(row => Letters.Where(letter => letter != ' ').Select(letter => $"{row}{letter}")).Where(seat => !Blocked.Contains(seat));

    /// <summary>How many seats can be sold.</summary>
    [JsonIgnore]
    public int Capacity => Seats().Count();
}
