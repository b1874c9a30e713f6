using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Features;
using Contrail.Flights.Schedules;

namespace Contrail.Flights.Demo;

/// <summary>One line of the timetable.</summary>
/// <param name="Designator">Flight number.</param>
/// <param name="From">Board point.</param>
/// <param name="To">Off point.</param>
/// <param name="Aircraft">The type.</param>
/// <param name="Days">On which days of the week it departs.</param>
/// <param name="DepartsLocal">The clock at the board point.</param>
/// <param name="BlockTime">From blocks to blocks. The clock at the off point follows, so that it is right on both sides of a change to
/// summer time.</param>
internal sealed record DemoRoute(
    string Designator, AirportCode From, AirportCode To, AircraftTypeCode Aircraft, IReadOnlySet<DayOfWeek> Days, TimeOnly DepartsLocal, TimeSpan BlockTime);

/// <summary>Contrail Air: the invented airline that is there out of the box.</summary>
internal sealed record DemoAirline(IReadOnlyList<CreateAirport> Airports, IReadOnlyList<RegisterAircraftType> Aircraft, IReadOnlyList<DemoRoute> Routes)
{
    /// <summary>How far ahead its flights are scheduled.</summary>
    public const int Days = 60;

    /// <summary>How far ahead those of the small one are.</summary>
    public const int SmallDays = 5;

    private static readonly string[] SmallAirports = ["LHR", "LCY", "EDI", "CDG", "JFK", "DXB", "SIN", "SYD"];
    private static readonly string[] SmallRoutes =
        ["CT101", "CT102", "CT121", "CT122", "CT131", "CT132", "CT301", "CT302", "CT401", "CT402", "CT421", "CT422"];

    /// <summary>All of it.</summary>
    public static DemoAirline Full { get; } = AirlineFile.Read();

    /// <summary>8 airports and 12 routes, for tests.</summary>
    public static DemoAirline Small { get; } = Full with
    {
        Airports = [.. Full.Airports.Where(a => SmallAirports.Contains(a.Code.ToString()))],
        Routes = [.. Full.Routes.Where(r => SmallRoutes.Contains(r.Designator))],
    };

    /// <summary>The flights that depart after an instant, up to some days after it. Equal for equal arguments.</summary>
    public IEnumerable<ScheduleFlight> Flights(DateTimeOffset after, int days)
    {
        var zones = Airports.ToDictionary(a => a.Code, a => a.TimeZone);
        return from day in Enumerable.Range(-1, days + 2)
               let date = DateOnly.FromDateTime(after.UtcDateTime).AddDays(day)
               from route in Routes
               where route.Days.Contains(date.DayOfWeek)
               let departs = LocalTimes.Resolve(date.ToDateTime(route.DepartsLocal), zones[route.From])
               where departs > after && departs <= after.AddDays(days)
               select Flight(route, date, LocalTimes.InZone(departs + route.BlockTime, zones[route.To]).DateTime);
    }

    private static ScheduleFlight Flight(DemoRoute route, DateOnly date, DateTime arrivesLocal) => new(
        route.Designator,
        date,
        route.From,
        route.To,
        route.DepartsLocal,
        TimeOnly.FromDateTime(arrivesLocal),
        DateOnly.FromDateTime(arrivesLocal).DayNumber - date.DayNumber,
        route.Aircraft,
        Cabins: null,
        ServiceType: "J");
}
