using System.Globalization;
using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Features;

namespace Contrail.Flights.Demo;

/// <summary>Reads <c>airline.txt</c>: sections of lines, fields between bars.</summary>
internal static class AirlineFile
{
    private const string Resource = "Contrail.Flights.Demo.airline.txt";

    public static DemoAirline Read()
    {
        var sections = Lines().Aggregate(new List<(string Name, List<string[]> Rows)>(), (read, line) =>
        {
            if (line.StartsWith('['))
            {
                read.Add((line, []));
            }
            else
            {
                read[^1].Rows.Add(line.Split('|', StringSplitOptions.TrimEntries));
            }

            return read;
        }).ToDictionary(s => s.Name, s => s.Rows);
        return new DemoAirline(
            [.. sections["[airports]"].Select(Airport)], [.. Aircraft(sections["[aircraft]"])], [.. sections["[routes]"].Select(Route)]);
    }

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(AirlineFile).Assembly.GetManifestResourceStream(Resource)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }

    private static CreateAirport Airport(string[] f) =>
        new(AirportCode.Parse(f[0]), f[1], f[2], f[3], f[4], Number(f[5]), Number(f[6]), f[7], Words(f[8]));

    private static IEnumerable<RegisterAircraftType> Aircraft(List<string[]> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i][0][0] != '+')
            {
                var cabins = rows.Skip(i + 1).TakeWhile(row => row[0][0] == '+').Select(Cabin);
                yield return new RegisterAircraftType(AircraftTypeCode.Parse(rows[i][0]), rows[i][1], Whole(rows[i][2]), Whole(rows[i][3]), [.. cabins]);
            }
        }
    }

    private static CabinLayout Cabin(string[] f) => new(Enum.Parse<Cabin>(f[0].TrimStart('+', ' ')), f[1], Rows(f[2]), Words(f[3]), Words(f[4]));

    private static DemoRoute Route(string[] f) => new(
        f[0],
        AirportCode.Parse(f[1]),
        AirportCode.Parse(f[2]),
        AircraftTypeCode.Parse(f[3]),
        f[4].Where(char.IsAsciiDigit).Select(day => (DayOfWeek)((day - '0') % 7)).ToHashSet(),
        TimeOnly.ParseExact(f[5], "HH:mm", CultureInfo.InvariantCulture),
        TimeSpan.FromMinutes(Whole(f[6])));

    /// <summary>From a first row to a last, and those that are missing: <c>4-32 -13</c>.</summary>
    private static IReadOnlyList<string> Rows(string text)
    {
        var parts = Words(text);
        var ends = parts[0].Split('-');
        return
        [
            .. Enumerable.Range(Whole(ends[0]), Whole(ends[1]) - Whole(ends[0]) + 1)
                .Select(row => row.ToString(CultureInfo.InvariantCulture))
                .Except(parts.Skip(1).Select(missing => missing[1..])),
        ];
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
