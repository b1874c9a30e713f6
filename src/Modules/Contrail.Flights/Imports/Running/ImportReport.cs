namespace Contrail.Flights.Imports;

/// <summary>What can be imported.</summary>
internal enum ImportKind
{
    /// <summary>Airports; see <see cref="Airports.AirportFormat"/>.</summary>
    Airports,

    /// <summary>A schedule of SSIM chapter 7.</summary>
    Ssim,
}

/// <summary>What is imported, and how.</summary>
/// <param name="Kind">What the file is.</param>
/// <param name="FileName">For people.</param>
/// <param name="IsDryRun">Whether nothing is written.</param>
/// <param name="IncludesAll">Whether flights that carry no passengers are imported too.</param>
internal sealed record ImportRequest(ImportKind Kind, string FileName, bool IsDryRun, bool IncludesAll);

/// <summary>What came of the airports and flights so far.</summary>
/// <param name="Done">Those dealt with.</param>
/// <param name="Created">Those that were unknown.</param>
/// <param name="Changed">Those that were known otherwise.</param>
/// <param name="Unchanged">Those that were known.</param>
/// <param name="Refused">Those that a rule forbids; each is among the problems.</param>
internal sealed record ImportCounts(int Done, int Created, int Changed, int Unchanged, int Refused)
{
    public static ImportCounts None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>What a schedule holds, whether it is imported or not.</summary>
/// <param name="Legs">Leg records that can be read.</param>
/// <param name="FlightNumbers">Airline and number, each once.</param>
/// <param name="Stations">Airports, each once.</param>
/// <param name="DatedLegs">Legs by date, duplicates included.</param>
/// <param name="Duplicates">Dated legs that an earlier line has.</param>
/// <param name="From">First local date of departure.</param>
/// <param name="To">Last local date of departure.</param>
/// <param name="ServiceTypes">Leg records by service type.</param>
/// <param name="AircraftTypesRegistered">Types that were unknown; their seats are drawn from the configuration.</param>
internal sealed record ScheduleFacts(
    int Legs, int FlightNumbers, int Stations, int DatedLegs, int Duplicates, DateOnly? From, DateOnly? To,
    IReadOnlyDictionary<string, int> ServiceTypes, IReadOnlyList<string> AircraftTypesRegistered);

/// <summary>What an import found and did.</summary>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Counts">What came of the airports or flights.</param>
/// <param name="Skipped">What was left out, by reason.</param>
/// <param name="Errors">Problems for which something was not imported.</param>
/// <param name="Warnings">Other problems.</param>
/// <param name="Format">The layout of a file of airports.</param>
/// <param name="Schedule">What a schedule holds.</param>
/// <param name="Problems">The first of them.</param>
internal sealed record ImportReport(
    int Lines, ImportCounts Counts, IReadOnlyDictionary<string, int> Skipped, int Errors, int Warnings, string? Format, ScheduleFacts? Schedule, IReadOnlyList<ImportProblem> Problems);
