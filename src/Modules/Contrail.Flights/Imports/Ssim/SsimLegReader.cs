using System.Globalization;

namespace Contrail.Flights.Imports.Ssim;

/// <summary>What the carrier record of a block says about the legs in it.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="IsUtc">Whether times of the block are UTC.</param>
/// <param name="Airline">Whose schedule it is.</param>
/// <param name="ValidTo">Last date of the schedule; null when open or not readable.</param>
internal sealed record SsimCarrier(int Line, bool IsUtc, string Airline, DateOnly? ValidTo);

/// <summary>Reads records of type 3.</summary>
internal static class SsimLegReader
{
    /// <summary>The longest period that is believed: two years and a day. Longer ones are slips, and would fill the schedule.</summary>
    public const int LongestPeriod = 731;

    /// <summary>How long a period with an open end lasts when the schedule has no end either.</summary>
    public const int OpenPeriod = 364;

    /// <summary>The leg, or null when an error was reported.</summary>
    public static SsimLeg? Read(SsimLine line, SsimCarrier carrier)
    {
        var number = FlightNumber(line, carrier);
        var suffix = line[SsimField.Suffix].Trim();
        Check(line, SsimField.Suffix, suffix.All(char.IsAsciiLetterUpper), "a letter or a blank");
        var period = Period(line, carrier);
        var departure = Station(
            line, SsimField.From, SsimValues.Time(line, SsimField.PassengerDeparture, SsimField.AircraftDeparture), SsimField.DepartureVariation, SsimField.DepartureDay);
        var arrival = Station(
            line, SsimField.To, SsimValues.Time(line, SsimField.PassengerArrival, SsimField.AircraftArrival), SsimField.ArrivalVariation, SsimField.ArrivalDay);
        Check(line, SsimField.Aircraft, line[SsimField.Aircraft].All(char.IsAsciiLetterOrDigit), "an aircraft type of three letters or digits");
        Check(line, SsimField.ServiceType, char.IsAsciiLetterUpper(line[SsimField.ServiceType][0]), "a letter, such as J for scheduled passengers");
        Check(line, SsimField.To, line[SsimField.From] != line[SsimField.To], "another station than the departure's");
        var sequence = SsimValues.Digits(line[SsimField.LegSequence].Trim()) ?? 0;
        Check(line, SsimField.LegSequence, sequence > 0, "the number of the leg in its flight, such as 01");
        return line.IsBroken
            ? null
            : new SsimLeg(
                line.Number, carrier.IsUtc, number, suffix, sequence, line[SsimField.ServiceType][0], period!, departure, arrival,
                line[SsimField.Aircraft], line[SsimField.Configuration].Trim());
    }

    private static string FlightNumber(SsimLine line, SsimCarrier carrier)
    {
        var airline = line[SsimField.Airline].Trim();
        Check(line, SsimField.Airline, airline.Length >= 2 && airline.All(char.IsAsciiLetterOrDigit), "an airline code of two or three letters or digits");
        if (airline != carrier.Airline && carrier.Airline.Length > 0)
        {
            line.Warn(SsimField.Airline, $"{carrier.Airline}, the airline of the carrier record in line {carrier.Line}");
        }

        var number = SsimValues.Digits(line[SsimField.FlightNumber].Trim()) ?? 0;
        Check(line, SsimField.FlightNumber, number > 0, "a number from 1 to 9999");
        return string.Create(CultureInfo.InvariantCulture, $"{airline}{number}");
    }

    private static SsimPeriod? Period(SsimLine line, SsimCarrier carrier)
    {
        var (days, everyWeeks) = (SsimValues.Days(line), SsimValues.EveryWeeks(line));
        var from = SsimValues.Date(line, SsimField.PeriodFrom);
        var to = line[SsimField.PeriodTo] == SsimValues.OpenEnd ? OpenEnd(line, from, carrier) : SsimValues.Date(line, SsimField.PeriodTo);
        if (from is not { } first || to is not { } last)
        {
            return null;
        }

        Check(line, SsimField.PeriodTo, last >= first, "a date that is not before the start of the period");
        Check(line, SsimField.PeriodTo, last.DayNumber - first.DayNumber <= LongestPeriod, "a date within two years of the start of the period");
        return new SsimPeriod(first, last, days, everyWeeks);
    }

    private static DateOnly? OpenEnd(SsimLine line, DateOnly? from, SsimCarrier carrier)
    {
        if (carrier.ValidTo is { } end && end >= from)
        {
            return end;
        }

        line.Warn(SsimField.PeriodTo, "a date, as the schedule itself has no end; flights of one year are read");
        return from?.AddDays(OpenPeriod);
    }

    private static SsimStation Station(SsimLine line, SsimField code, int? minutes, SsimField variation, SsimField day) =>
        new(SsimValues.Station(line, code), minutes ?? 0, SsimValues.UtcVariation(line, variation), SsimValues.DayVariation(line, day));

    private static void Check(SsimLine line, SsimField field, bool isRight, string expected)
    {
        if (!isRight)
        {
            line.Error(field, expected);
        }
    }
}
