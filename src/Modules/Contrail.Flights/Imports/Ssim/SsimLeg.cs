namespace Contrail.Flights.Imports.Ssim;

/// <summary>A record of type 3: one leg of a flight over a period.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="IsUtc">Whether its dates and times are UTC; local otherwise.</param>
/// <param name="FlightNumber">Airline and number: <c>AF4331</c>.</param>
/// <param name="Suffix">Operational suffix: a letter, or empty.</param>
/// <param name="LegSequence">Which leg of the flight, from 1.</param>
/// <param name="ServiceType">IATA service type.</param>
/// <param name="Period">When it operates.</param>
/// <param name="Departure">Where and when it leaves.</param>
/// <param name="Arrival">Where and when it comes down.</param>
/// <param name="Aircraft">IATA code of the type.</param>
/// <param name="Configuration">Cabins and version as written; may be empty.</param>
internal sealed record SsimLeg(
    int Line,
    bool IsUtc,
    string FlightNumber,
    string Suffix,
    int LegSequence,
    char ServiceType,
    SsimPeriod Period,
    SsimStation Departure,
    SsimStation Arrival,
    string Aircraft,
    string Configuration)
{
    /// <summary>Airline, number and operational suffix: <c>AF4331X</c>.</summary>
    public string Designator => FlightNumber + Suffix;
}

/// <summary>One end of a leg.</summary>
/// <param name="Code">IATA code.</param>
/// <param name="Minutes">Of the day, for passengers; 1440 is the midnight at its end.</param>
/// <param name="UtcVariation">Local time less UTC, in minutes; null when not readable.</param>
/// <param name="DayVariation">Days after the date of operation; null when blank.</param>
internal sealed record SsimStation(string Code, int Minutes, int? UtcVariation, int? DayVariation);

/// <summary>Dates on which a leg operates.</summary>
/// <param name="From">First date.</param>
/// <param name="To">Last date.</param>
/// <param name="Days">Bit 0 is Monday.</param>
/// <param name="EveryWeeks">1, or 2 for every other week; weeks count from the first date of the period.</param>
internal sealed record SsimPeriod(DateOnly From, DateOnly To, int Days, int EveryWeeks)
{
    private const int DaysOfWeek = 7;

    public IEnumerable<DateOnly> Dates()
    {
        for (var date = From; date <= To; date = date.AddDays(1))
        {
            var week = (date.DayNumber - From.DayNumber) / DaysOfWeek;
            if (week % EveryWeeks == 0 && (Days & (1 << BitOf(date.DayOfWeek))) != 0)
            {
                yield return date;
            }
        }
    }

    private static int BitOf(DayOfWeek day) => ((int)day + DaysOfWeek - 1) % DaysOfWeek;
}
