using System.Globalization;

namespace Contrail.Flights.Imports.Ssim;

/// <summary>Reads single fields; each reports what it cannot read and goes on.</summary>
internal static class SsimValues
{
    /// <summary>An open end of a period.</summary>
    public const string OpenEnd = "00XXX00";

    private const int MinutesOfHour = 60;
    private const int MinutesOfDay = 24 * MinutesOfHour;
    private const int MostVariation = 14 * MinutesOfHour;
    private const string MonthNames = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// <summary>Years are 1970 to 2069: the form has two digits.</summary>
    private const int FirstYearOfOldCentury = 70;

    public static DateOnly? Date(SsimLine line, SsimField field)
    {
        var text = line[field];
        var month = MonthNames.IndexOf(text[2..5], StringComparison.Ordinal);
        if (month >= 0 && month % 3 == 0 && Digits(text[..2]) is { } day && Digits(text[5..]) is { } year)
        {
            year += year >= FirstYearOfOldCentury ? 1900 : 2000;
            month = (month / 3) + 1;
            if (day >= 1 && day <= DateTime.DaysInMonth(year, month))
            {
                return new DateOnly(year, month, day);
            }
        }

        line.Error(field, "a date that exists, such as 09JUN26");
        return null;
    }

    /// <summary>Minutes of the day; 2400 is the end of the day. A blank passenger time is the aircraft's.</summary>
    public static int? Time(SsimLine line, SsimField passenger, SsimField aircraft)
    {
        var field = line.IsBlank(passenger) ? aircraft : passenger;
        if (Digits(line[field]) is { } time && time % 100 < MinutesOfHour && (time / 100 * MinutesOfHour) + (time % 100) is var minutes and <= MinutesOfDay)
        {
            return minutes;
        }

        line.Error(field, "hours and minutes, 0000 to 2400");
        return null;
    }

    public static int? UtcVariation(SsimLine line, SsimField field)
    {
        var text = line[field];
        if (text[0] is '+' or '-' && Digits(text[1..]) is { } time && time % 100 < MinutesOfHour && (time / 100 * MinutesOfHour) + (time % 100) is var minutes and <= MostVariation)
        {
            return text[0] == '-' ? -minutes : minutes;
        }

        line.Warn(field, "local time less UTC, such as +0200; the time-zone database is used instead");
        return null;
    }

    /// <summary>Days after the date of operation; <c>A</c> and <c>J</c> are both seen for the day before.</summary>
    public static int? DayVariation(SsimLine line, SsimField field)
    {
        switch (line[field][0])
        {
            case ' ':
                return null;
            case 'A' or 'J':
                return -1;
            case >= '0' and <= '7' and var digit:
                return digit - '0';
            default:
                line.Error(field, "a number of days 0 to 7, J for the day before, or a blank");
                return null;
        }
    }

    /// <summary>Each day in its own column: <c>1 3 5 7</c>.</summary>
    public static int Days(SsimLine line)
    {
        var text = line[SsimField.Days];
        var days = 0;
        for (var day = 0; day < text.Length; day++)
        {
            if (text[day] == (char)('1' + day))
            {
                days |= 1 << day;
            }
            else if (text[day] is not (' ' or '0'))
            {
                days = 0;
                break;
            }
        }

        if (days == 0)
        {
            line.Error(SsimField.Days, "at least one day, each in its column: 1234567, 1 3 5 7");
        }

        return days;
    }

    public static int EveryWeeks(SsimLine line)
    {
        switch (line[SsimField.Frequency])
        {
            case " " or "1":
                return 1;
            case "2":
                return 2;
            default:
                line.Error(SsimField.Frequency, "a blank for every week or 2 for every other week");
                return 1;
        }
    }

    public static string Station(SsimLine line, SsimField field)
    {
        if (!line[field].All(char.IsAsciiLetterUpper))
        {
            line.Error(field, "an airport code of three letters");
        }

        return line[field];
    }

    /// <summary>The number that the text is; null unless all of it is digits.</summary>
    public static int? Digits(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
