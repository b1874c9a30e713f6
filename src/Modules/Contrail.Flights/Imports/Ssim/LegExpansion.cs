using System.Globalization;
using NodaTime;

namespace Contrail.Flights.Imports.Ssim;

/// <summary>
/// Expands legs to dates. Local times are kept as published; instants come from the time-zone database, because the UTC variation of
/// one record cannot be right on both sides of a change to summer time. Where the day of arrival is blank it is the first on which the
/// arrival is after the departure.
/// </summary>
/// <param name="zoneOf">The zone of an airport; null when it is unknown.</param>
/// <param name="problems">Gets what does not fit.</param>
internal sealed class LegExpansion(Func<string, DateTimeZone?> zoneOf, ImportProblems problems)
{
    /// <summary>Local arrival may be a day early across the date line, and two days late after a long flight across it.</summary>
    private static readonly int[] DaysOfArrival = [-1, 0, 1, 2];

    private readonly HashSet<string> reported = new(StringComparer.Ordinal);
    private readonly DepartureDates departures = new();

    /// <summary>Dated legs, duplicates included.</summary>
    public int DatedLegs { get; private set; }

    /// <summary>Those whose designator, date and departure station an earlier one has.</summary>
    public int Duplicates { get; private set; }

    public DateOnly? First { get; private set; }

    public DateOnly? Last { get; private set; }

    /// <summary>The dates of a leg, without those that an earlier line has.</summary>
    public IEnumerable<DatedLeg> Expand(SsimLeg leg)
    {
        var (from, to) = (ClockOf(leg, leg.Departure, SsimField.From), ClockOf(leg, leg.Arrival, SsimField.To));
        var (duplicates, isChecked) = (new List<DateOnly>(), false);
        foreach (var date in leg.Period.Dates())
        {
            if (TimesOf(leg, date, from, to) is not var (departs, arrives))
            {
                problems.Error(leg.Line, SsimField.ArrivalDay.First, SsimField.ArrivalDay.Name, leg.Arrival.DayVariation is { } day ? day.ToString(CultureInfo.InvariantCulture) : string.Empty, "a day on which the arrival is after the departure");
                yield break;
            }

            if (!isChecked)
            {
                isChecked = Check(leg.Line, from, SsimField.DepartureVariation, leg.Departure, departs, date)
                    | Check(leg.Line, to, SsimField.ArrivalVariation, leg.Arrival, arrives, date);
            }

            var dated = Dated(leg, departs, from.LocalOf(departs), to.LocalOf(arrives));
            Count(dated.Date);
            if (departures.Add(leg.Designator, leg.Departure.Code, dated.Date))
            {
                yield return dated;
            }
            else
            {
                duplicates.Add(dated.Date);
            }
        }

        ReportDuplicates(leg, duplicates);
    }

    /// <summary>The instants of one date; null when the arrival would not be after the departure.</summary>
    private static (Instant Departs, Instant Arrives)? TimesOf(SsimLeg leg, DateOnly date, StationClock from, StationClock to)
    {
        var departure = At(date, leg.Departure, leg.Departure.DayVariation ?? 0);
        var departs = leg.IsUtc ? departure.InUtc().ToInstant() : from.InstantOf(departure);
        foreach (var day in leg.Arrival.DayVariation is { } stated ? [stated] : DaysOfArrival.Select(d => d + (leg.Departure.DayVariation ?? 0)))
        {
            var arrival = At(date, leg.Arrival, day);
            var arrives = leg.IsUtc ? arrival.InUtc().ToInstant() : to.InstantOf(arrival);
            if (arrives > departs)
            {
                return (departs, arrives);
            }
        }

        return null;
    }

    private static LocalDateTime At(DateOnly date, SsimStation station, int day) =>
        LocalDate.FromDateOnly(date.AddDays(day)).AtMidnight().PlusMinutes(station.Minutes);

    private static DatedLeg Dated(SsimLeg leg, Instant at, LocalDateTime departs, LocalDateTime arrives) => new(
        leg, departs.Date.ToDateOnly(), departs.TimeOfDay.ToTimeOnly(), arrives.TimeOfDay.ToTimeOnly(), Period.DaysBetween(departs.Date, arrives.Date), at.ToDateTimeOffset());

    private StationClock ClockOf(SsimLeg leg, SsimStation station, SsimField field)
    {
        var zone = zoneOf(station.Code);
        if (zone is null && reported.Add(station.Code))
        {
            problems.Error(leg.Line, field.First, field.Name, station.Code, "an airport that is known: import airports first. Its flights are counted by the UTC variation of the records");
        }

        return new StationClock(zone, station.UtcVariation);
    }

    /// <summary>Reports a UTC variation that the database does not know, once for each record.</summary>
    private bool Check(int line, StationClock clock, SsimField field, SsimStation station, Instant at, DateOnly date)
    {
        if (clock.OtherThanRecord(at) is not { } actual)
        {
            return false;
        }

        problems.Warn(
            line, field.First, field.Name, Variation(station.UtcVariation),
            string.Create(CultureInfo.InvariantCulture, $"{actual.ToString("+HHmm", CultureInfo.InvariantCulture)} at {station.Code} on {date:yyyy-MM-dd}, which is used"));
        return true;
    }

    private void Count(DateOnly date)
    {
        DatedLegs++;
        (First, Last) = (First is { } first && first < date ? first : date, Last is { } last && last > date ? last : date);
    }

    private void ReportDuplicates(SsimLeg leg, List<DateOnly> dates)
    {
        if (dates.Count > 0)
        {
            Duplicates += dates.Count;
            problems.Error(
                leg.Line, SsimField.FlightOfRecord.First, SsimField.FlightOfRecord.Name, leg.Designator,
                string.Create(CultureInfo.InvariantCulture, $"no flight that an earlier line has; {dates.Count} of its dates are there already, the first {dates[0]:yyyy-MM-dd}. The earlier line counts"));
        }
    }

    private static string Variation(int? minutes) => minutes is not { } value ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? '-' : '+')}{Math.Abs(value) / 60:00}{Math.Abs(value) % 60:00}");
}
