using System.Globalization;
using System.Text;
using Contrail.Flights.Imports;
using Contrail.Flights.Imports.Ssim;
using NodaTime;

namespace Contrail.Modules.Tests.Flights.Imports;

/// <summary>Small schedules, written record by record.</summary>
internal static class SsimTexts
{
    private static readonly Dictionary<string, string> Zones = new()
    {
        ["LHR"] = "Europe/London", ["CDG"] = "Europe/Paris", ["JFK"] = "America/New_York", ["NRT"] = "Asia/Tokyo", ["LAX"] = "America/Los_Angeles",
        ["RUN"] = "Indian/Reunion", ["MRU"] = "Indian/Mauritius", ["SYD"] = "Australia/Sydney", ["HNL"] = "Pacific/Honolulu",
        ["DZA"] = "Indian/Mayotte", ["HAH"] = "Indian/Comoro", ["JNB"] = "Africa/Johannesburg", ["MJN"] = "Indian/Antananarivo", ["MRS"] = "Europe/Paris",
        ["NOS"] = "Indian/Antananarivo", ["SEA"] = "America/Los_Angeles", ["SEZ"] = "Indian/Mahe", ["TMM"] = "Indian/Antananarivo",
        ["TNR"] = "Indian/Antananarivo", ["XCR"] = "Europe/Paris", ["ZSE"] = "Indian/Reunion", ["ALC"] = "Europe/Madrid",
    };

    /// <summary>A leg that is right in every column; change what the test is about.</summary>
    public const string Leg = "3 CT  1010101J01JUN2607JUN261234567 LHR08000800+0100  CDG10151015+0200  320                                                                                                 Y180VV180             ";

    public const string Header = "1AIRLINE STANDARD SCHEDULE DATA SET";

    public static string Carrier(char mode = 'L') => $"2{mode}CT      S26 29MAR2624OCT2601MAR26";

    /// <summary>Records with serial numbers, and a trailer.</summary>
    public static string Schedule(params IEnumerable<string> records)
    {
        var numbered = records.Select((record, i) => Numbered(record, i + 1)).ToList();
        var reference = numbered.Count.ToString("000000", CultureInfo.InvariantCulture);
        numbered.Add(Numbered("5 CT".PadRight(187) + reference + "E", numbered.Count + 1));
        return string.Join("\n", numbered) + "\n";
    }

    public static string WithLegs(params IEnumerable<string> legs) => Schedule([Header, Carrier(), .. legs]);

    /// <summary>The record with other text from a column on.</summary>
    public static string At(this string record, int column, string text) => string.Concat(record.AsSpan(0, column - 1), text, record.AsSpan(column - 1 + text.Length));

    public static DateTimeZone? ZoneOf(string station) => Zones.TryGetValue(station, out var zone) ? DateTimeZoneProviders.Tzdb[zone] : null;

    public static ReadSchedule Read(string text, Func<string, DateTimeZone?>? zoneOf = null) => Read(new MemoryStream(Encoding.Latin1.GetBytes(text)), zoneOf);

    public static ReadSchedule Read(Stream file, Func<string, DateTimeZone?>? zoneOf = null)
    {
        var problems = new ImportProblems();
        var reader = new SsimReader(file, problems);
        var expansion = new LegExpansion(zoneOf ?? ZoneOf, problems);
        var legs = new List<SsimLeg>();
        var dated = new List<DatedLeg>();
        foreach (var leg in reader.Legs())
        {
            legs.Add(leg);
            dated.AddRange(expansion.Expand(leg));
        }

        return new ReadSchedule(reader, expansion, legs, dated, problems);
    }

    private static string Numbered(string record, int serial) =>
        record.PadRight(194)[..194] + serial.ToString("000000", CultureInfo.InvariantCulture);
}

/// <summary>All that came of a schedule.</summary>
internal sealed record ReadSchedule(SsimReader Reader, LegExpansion Expansion, List<SsimLeg> Legs, List<DatedLeg> Dated, ImportProblems Problems)
{
    public IEnumerable<string> Texts => Problems.Kept.Select(p => p.ToString());
}
