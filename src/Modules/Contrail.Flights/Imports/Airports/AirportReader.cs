using System.Globalization;
using System.Text;
using Contrail.Flights.Domain.Airports;
using NodaTime;
using NodaTime.TimeZones;

namespace Contrail.Flights.Imports.Airports;

/// <summary>An airport of a file.</summary>
internal sealed record ReadAirport(int Line, AirportCode Code, string Name, string City, string CityCode, string Country, double Latitude, double Longitude, string TimeZone);

/// <summary>Reads files of airports in the layouts that <see cref="AirportFormat"/> knows. It never throws for what a file holds.</summary>
/// <param name="file">UTF-8.</param>
/// <param name="problems">Gets what is wrong.</param>
/// <param name="skips">Counts rows that are no airport we can use, by reason.</param>
internal sealed class AirportReader(Stream file, ImportProblems problems, Tally skips)
{
    private const int LongestLine = 16 * 1024;
    private const string Null = @"\N";

    /// <summary>ISO 3166 keeps it free for users.</summary>
    private const string Unknown = "ZZ";

    private static readonly Dictionary<string, string> CountryOfZone = ZoneLocations(l => l.ZoneId);
    private static readonly Dictionary<string, string> CountryOfName = ZoneLocations(l => l.CountryName);
    private readonly HashSet<AirportCode> seen = [];

    public int Lines { get; private set; }

    /// <summary>The layout; null until the first line is read, and for files that have none.</summary>
    public AirportFormat? Format { get; private set; }

    public IEnumerable<ReadAirport> Airports()
    {
        using var text = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var reader = new DelimitedReader(problems);
        foreach (var line in new LineReader(text, LongestLine).Lines())
        {
            Lines = line.Number;
            if (line.Number == 1)
            {
                Format = AirportFormat.Recognise(reader, line);
                if (Format is null)
                {
                    problems.Error(1, 1, "layout", line.Text, "a header with code, latitude, longitude and time_zone, or rows of OpenFlights or OPTD");
                    yield break;
                }
            }

            if (!string.IsNullOrWhiteSpace(line.Text) && !(line.Number == 1 && Format!.HasHeader) && Read(reader.Read(line, Format!.Delimiter)) is { } airport)
            {
                yield return airport;
            }
        }

        if (Lines == 0)
        {
            problems.Error(1, 1, "file", "nothing", "airports, one in each line");
        }
    }

    private ReadAirport? Read(DelimitedRow row)
    {
        var columns = Format!.Columns;
        var (code, zone) = (Value(row, columns.Code), Value(row, columns.Zone));
        if (code.Length == 0 || zone.Length == 0)
        {
            skips.Add(code.Length == 0 ? "withoutIataCode" : "withoutTimeZone");
            return null;
        }

        var isRight = Check(row, columns.Code, "airport code", AirportCode.TryParse(code, out var airport), "three capital letters")
            & Check(row, columns.Zone, "time zone", DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null, "a zone of the time-zone database, such as Europe/London")
            & Degrees(row, columns.Latitude, "latitude", 90, out var latitude)
            & Degrees(row, columns.Longitude, "longitude", 180, out var longitude)
            & Check(row, columns.Name, "name", Value(row, columns.Name).Length > 0, "a name");
        return isRight && IsFirst(row, columns.Code, airport)
            ? new ReadAirport(
                row.Line, airport, Value(row, columns.Name), OrElse(Value(row, columns.City), Value(row, columns.Name)), OrElse(Value(row, columns.CityCode), code),
                CountryOf(Value(row, columns.Country), zone), latitude, longitude, zone)
            : null;
    }

    private bool IsFirst(DelimitedRow row, int column, AirportCode airport)
    {
        var isFirst = seen.Add(airport);
        if (!isFirst)
        {
            problems.Warn(row.Line, row.Columns[column], "airport code", airport.ToString(), "an airport that is not in the file before; the first one counts");
            skips.Add("twice");
        }

        return isFirst;
    }

    private bool Degrees(DelimitedRow row, int column, string field, double most, out double degrees)
    {
        var isNumber = double.TryParse(Value(row, column), NumberStyles.Float, CultureInfo.InvariantCulture, out degrees);
        return Check(row, column, field, isNumber && Math.Abs(degrees) <= most, string.Create(CultureInfo.InvariantCulture, $"degrees from -{most} to {most}"));
    }

    private bool Check(DelimitedRow row, int column, string field, bool isRight, string expected)
    {
        if (!isRight)
        {
            problems.Error(row.Line, column >= 0 && column < row.Columns.Count ? row.Columns[column] : 1, field, Value(row, column), expected);
        }

        return isRight;
    }

    private static string Value(DelimitedRow row, int column) => column >= 0 && column < row.Values.Count && row.Values[column] is not Null and var value ? value : string.Empty;

    private static string OrElse(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    /// <summary>Two letters; a country's name, where a file has names, is looked up, else the zone tells.</summary>
    private static string CountryOf(string country, string zone) =>
        country.Length == 2 && country.All(char.IsAsciiLetterUpper) ? country
        : CountryOfName.GetValueOrDefault(country)
            ?? CountryOfZone.GetValueOrDefault(zone)
            ?? CountryOfZone.GetValueOrDefault(TzdbDateTimeZoneSource.Default.CanonicalIdMap[zone], Unknown);

    private static Dictionary<string, string> ZoneLocations(Func<TzdbZoneLocation, string> key) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations!.DistinctBy(key).ToDictionary(key, l => l.CountryCode, StringComparer.Ordinal);
}
