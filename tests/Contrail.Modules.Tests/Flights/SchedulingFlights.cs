using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Features.FlightDetails;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class SchedulingFlights
{
    private const string Id = "CT101-2026-05-01-LHR";

    private static readonly ScheduleFlight Command = Sky.Leg("CT101", "2026-05-01", "LHR", "JFK", "10:20", "13:20");

    [Fact]
    public async Task A_flight_gets_its_times_its_price_and_its_seats()
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "JFK");

        (await world.DoAsync(Command)).ShouldBe(ImportEffect.Created);

        var flight = FlightAnswer.Of((await world.RowAsync(Id))!);
        flight.DurationMinutes.ShouldBe(480);
        flight.Departure.At.ShouldBeExactly("2026-05-01T10:20:00+01:00");
        flight.Arrival.At.ShouldBeExactly("2026-05-01T13:20:00-04:00");
        flight.Cabins.ShouldBe([new CabinSeats(Cabin.Business, 8, 8), new CabinSeats(Cabin.Economy, 23, 23)]);
        var told = (await world.ToldAsync(Id)).ShouldHaveSingleItem().ShouldBeOfType<FlightScheduledV1>();
        (told.FlightId, told.From, told.To, told.FromZone, told.DepartsAt).ShouldBe((Id, "LHR", "JFK", "Europe/London", flight.Departure.At));
    }

    [Fact]
    public async Task The_same_flight_again_changes_nothing()
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "JFK");
        await world.DoAsync(Command);

        (await world.DoAsync(Command)).ShouldBe(ImportEffect.Unchanged);

        (await world.FlightAsync(Id)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Other_times_reschedule_it()
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "JFK");
        await world.DoAsync(Command);

        (await world.DoAsync(Command with { DepartsLocal = new TimeOnly(11, 0), ArrivesLocal = new TimeOnly(14, 0) })).ShouldBe(ImportEffect.Changed);

        (await world.FlightAsync(Id)).Departure.ShouldBe(Sky.At("LHR", "2026-05-01 11:00"));
        (await world.ToldAsync(Id))[1].ShouldBeOfType<FlightChangedV1>().DepartsAt.ShouldBeExactly("2026-05-01T11:00:00+01:00");
    }

    [Theory]
    [InlineData("XXX", "Flight_Airport_Must_Exist")]
    [InlineData("LHR", "Flight_Airports_Must_Differ")]
    public async Task Both_airports_exist_and_differ(string to, string key)
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "JFK");

        (await Should.ThrowAsync<RefusedException>(() => world.DoAsync(Command with { To = AirportCode.Parse(to) }))).Key.ShouldBe(key);
    }

    [Fact]
    public async Task The_aircraft_type_exists()
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "JFK");

        (await Should.ThrowAsync<RefusedException>(() => world.DoAsync(Command with { Aircraft = AircraftTypeCode.Parse("748") }))).Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Theory]
    [InlineData("101")]
    [InlineData("CT12345")]
    [InlineData("ct101")]
    [InlineData("CT-101")]
    public async Task The_designator_names_a_flight(string designator)
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "JFK");

        (await Should.ThrowAsync<RefusedException>(() => world.DoAsync(Command with { Designator = designator }))).Key.ShouldBe("Flight_Designator_Must_Name_A_Flight");
    }

    [Theory]
    [InlineData("2026-03-29", "00:30", "04:15", 105)] // Both go to summer time while it is in the air.
    [InlineData("2026-03-29", "01:30", "05:15", 105)] // 01:30 does not exist: it departs at 02:30, Zürich's clock is an hour ahead.
    [InlineData("2026-10-25", "00:30", "04:15", 225)] // Back to winter time while in the air.
    public async Task Durations_are_those_between_instants_when_clocks_change(string date, string departs, string arrives, int minutes)
    {
        await using var world = await FlightsWorld.WithAirportsAsync("LHR", "ZRH");
        await world.DoAsync(Sky.Leg("CT451", date, "LHR", "ZRH", departs, arrives));

        FlightAnswer.Of((await world.RowAsync($"CT451-{date}-LHR"))!).DurationMinutes.ShouldBe(minutes);
    }

    [Fact]
    public async Task A_flight_east_over_the_date_line_arrives_before_it_left_by_the_clocks()
    {
        await using var world = await FlightsWorld.WithAirportsAsync("AKL", "LAX");
        await world.DoAsync(Sky.Leg("CT321", "2026-05-01", "AKL", "LAX", "19:30", "12:40"));

        var flight = FlightAnswer.Of((await world.RowAsync("CT321-2026-05-01-AKL"))!);
        (flight.DurationMinutes, flight.ArrivalDayOffset).ShouldBe((730, 0));
    }

    [Fact]
    public async Task A_flight_soon_after_midnight_arrives_on_the_day_before()
    {
        await using var world = await FlightsWorld.WithAirportsAsync("AKL", "LAX");
        await world.DoAsync(Sky.Leg("CT321", "2026-05-02", "AKL", "LAX", "00:30", "17:40", dayOffset: -1));

        var flight = FlightAnswer.Of((await world.RowAsync("CT321-2026-05-02-AKL"))!);
        (flight.DurationMinutes, flight.ArrivalDayOffset).ShouldBe((730, -1));
    }
}
