using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Contrail.Flights;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class DecidingAboutAirportsAndAircraft
{
    private static readonly AirportCode Heathrow = AirportCode.Parse("LHR");
    private static readonly AirportDetails Details = Sky.Details("LHR");
    private static readonly AirportDetails Renamed = Details with { Name = "London Heathrow" };
    private static readonly AircraftTypeCode Code = AircraftTypeCode.Parse("359");
    private static readonly AircraftDetails Airbus = new("Airbus A350-900", 15_000, 903, Sky.Cabins);

    [Fact]
    public void An_airport_is_created() =>
        Spec.For<Airport>(new FlightsModule()).WhenCreated(() => Airport.Create(Heathrow, Details, isZoneKnown: true)).Then(new AirportCreated(Heathrow, Details));

    [Fact]
    public void An_airport_changes() =>
        Spec.For<Airport>(new FlightsModule()).Given(new AirportCreated(Heathrow, Details)).When(a => a.Change(Renamed, isZoneKnown: true))
            .Then(new AirportChanged(Heathrow, Renamed));

    [Fact]
    public void An_airport_with_the_same_facts_stays_as_it_is() =>
        Spec.For<Airport>(new FlightsModule()).Given(new AirportCreated(Heathrow, Details))
            .When(a => a.Change(Details with { Terminals = [.. Details.Terminals] }, isZoneKnown: true)).ThenNothing();

    [Fact]
    public void An_airport_goes_by_a_known_zone() =>
        Spec.For<Airport>(new FlightsModule()).WhenCreated(() => Airport.Create(Heathrow, Details with { TimeZone = "Europe/Londinium" }, isZoneKnown: false))
            .ThenBreaks<AirportTimeZoneMustBeKnownRule>("'Europe/Londinium' is not a zone of the time-zone database: write for example Europe/London.");

    [Theory]
    [InlineData(91, 0)]
    [InlineData(0, -181)]
    [InlineData(double.NaN, 0)]
    public void An_airport_lies_on_earth(double latitude, double longitude) =>
        Spec.For<Airport>(new FlightsModule())
            .WhenCreated(() => Airport.Create(Heathrow, Details with { Latitude = latitude, Longitude = longitude }, isZoneKnown: true))
            .ThenBreaks<AirportMustLieOnEarthRule>();

    [Fact]
    public void An_airport_has_a_name() =>
        Spec.For<Airport>(new FlightsModule()).WhenCreated(() => Airport.Create(Heathrow, Details with { Name = "" }, isZoneKnown: true))
            .ThenBreaks<AirportMustHaveANameRule>();

    [Fact]
    public void Distances_are_those_of_the_great_circle()
    {
        Details.DistanceTo(Sky.Details("JFK")).ShouldBeInRange(5_530, 5_550);
        Sky.Details("AKL").DistanceTo(Sky.Details("LAX")).ShouldBeInRange(10_460, 10_500);
        Details.DistanceTo(Details).ShouldBe(0);
    }

    [Fact]
    public void An_aircraft_type_is_registered() =>
        Spec.For<AircraftType>(new FlightsModule()).WhenCreated(() => AircraftType.Register(Code, Airbus)).Then(new AircraftTypeRegistered(Code, Airbus));

    [Fact]
    public void An_aircraft_type_gets_another_seat_map()
    {
        var other = Airbus with { Cabins = [Sky.Cabins[1]] };
        Spec.For<AircraftType>(new FlightsModule()).Given(new AircraftTypeRegistered(Code, Airbus)).When(t => t.Change(other)).Then(new AircraftTypeChanged(Code, other));
    }

    [Fact]
    public void An_aircraft_type_with_the_same_facts_stays_as_it_is() =>
        Spec.For<AircraftType>(new FlightsModule()).Given(new AircraftTypeRegistered(Code, Airbus))
            .When(t => t.Change(Airbus with { Cabins = [.. Sky.Cabins.Select(c => c with { Rows = [.. c.Rows] })] })).ThenNothing();

    [Fact]
    public void An_aircraft_flies() =>
        Spec.For<AircraftType>(new FlightsModule()).WhenCreated(() => AircraftType.Register(Code, Airbus with { RangeKm = 0 })).ThenBreaks<AircraftTypeMustFlyRule>();

    [Theory]
    [InlineData("ABI", "1")]
    [InlineData("AA", "1")]
    [InlineData("ab", "1")]
    [InlineData("ABC DEF", "1 1")]
    [InlineData(" ", "1")]
    public void A_seat_map_is_drawn(string letters, string rows) =>
        Spec.For<AircraftType>(new FlightsModule())
            .WhenCreated(() => AircraftType.Register(Code, Airbus with { Cabins = [new CabinLayout(Cabin.Economy, letters, rows.Split(' '), [], [])] }))
            .ThenBreaks<SeatMapMustBeDrawnRule>();

    [Theory]
    [InlineData("lhr")]
    [InlineData("LH")]
    [InlineData("LHRX")]
    [InlineData("LH1")]
    [InlineData("")]
    public void What_is_no_code_names_no_airport(string text) => Should.Throw<FormatException>(() => AirportCode.Parse(text));
}
