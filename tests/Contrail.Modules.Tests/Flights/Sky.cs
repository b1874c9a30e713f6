using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Schedules;

namespace Contrail.Modules.Tests.Flights;

/// <summary>Facts that the specifications of flights begin with.</summary>
internal static class Sky
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<CabinLayout> Cabins =
    [
        new(Cabin.Business, "AC DF", ["1", "2"], [], []),
        new(Cabin.Economy, "ABC DEF", ["10", "11", "12", "14"], ["12"], ["14F"]),
    ];

    public static CreateAirport Airport(string code) => code switch
    {
        "LHR" => new(AirportCode.Parse(code), "Heathrow", "London", "LON", "GB", 51.4706, -0.4619, "Europe/London", ["2", "5"]),
        "LCY" => new(AirportCode.Parse(code), "London City", "London", "LON", "GB", 51.5053, 0.0553, "Europe/London", []),
        "EDI" => new(AirportCode.Parse(code), "Edinburgh", "Edinburgh", "EDI", "GB", 55.95, -3.3725, "Europe/London", []),
        "ZRH" => new(AirportCode.Parse(code), "Zürich", "Zürich", "ZRH", "CH", 47.4647, 8.5492, "Europe/Zurich", []),
        "JFK" => new(AirportCode.Parse(code), "John F. Kennedy", "New York", "NYC", "US", 40.6398, -73.7789, "America/New_York", ["4"]),
        "LAX" => new(AirportCode.Parse(code), "Los Angeles International", "Los Angeles", "LAX", "US", 33.9425, -118.4081, "America/Los_Angeles", []),
        "AKL" => new(AirportCode.Parse(code), "Auckland", "Auckland", "AKL", "NZ", -37.0081, 174.7917, "Pacific/Auckland", []),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    public static AirportDetails Details(string code)
    {
        var a = Airport(code);
        return new AirportDetails(a.Name, a.City, a.CityCode, a.Country, a.Latitude, a.Longitude, a.TimeZone, a.Terminals);
    }

    public static RegisterAircraftType Aircraft(string code = "359", int rangeKm = 15_000) =>
        new(AircraftTypeCode.Parse(code), "Airbus A350-900", rangeKm, 903, Cabins);

    public static ScheduleFlight Leg(
        string designator, string date, string from, string to, string departs, string arrives, int dayOffset = 0, string aircraft = "359") => new(
        designator,
        DateOnly.ParseExact(date, "yyyy-MM-dd"),
        AirportCode.Parse(from),
        AirportCode.Parse(to),
        TimeOnly.ParseExact(departs, "HH:mm"),
        TimeOnly.ParseExact(arrives, "HH:mm"),
        dayOffset,
        AircraftTypeCode.Parse(aircraft),
        Cabins: null,
        ServiceType: "J");

    /// <summary>When a flight is at an airport, by the clock there.</summary>
    public static StationTime At(string airport, string local)
    {
        var details = Details(airport);
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", null);
        return new StationTime(AirportCode.Parse(airport), details.Country, time, details.TimeZone, LocalTimes.Resolve(time, details.TimeZone));
    }

    public static FlightScheduled Scheduled(string designator = "CT101", string departs = "2026-05-01 10:20", string arrives = "2026-05-01 13:20", string from = "LHR", string to = "JFK") => new(
        FlightId.For(designator, DateOnly.FromDateTime(At(from, departs).Local), AirportCode.Parse(from)),
        designator,
        At(from, departs),
        At(to, arrives),
        Details(from).DistanceTo(Details(to)),
        "J",
        AircraftTypeCode.Parse("359"),
        Cabins);

    public static FlightPriceCharged Charged(FlightId flight) => new(flight, [new(Cabin.Business, Euros(1000)), new(Cabin.Economy, Euros(300))]);

    public static Money Euros(int euros) => new(euros * 100L, "EUR");
}
