using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Engine.Projections;
using Contrail.Flights;
using Contrail.Flights.Demo;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Features.Offers;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class SeedingTheDemo
{
    [Fact]
    public async Task The_small_airline_is_there_once_however_often_it_is_seeded()
    {
        await using var world = await FlightsWorld.StartAsync();

        await FlightsModule.SeedSmallDemoAsync(world.Flights, world.Clock);
        var onSale = await world.QueryAsync<FlightOnSale>(FlightsOnSaleProjection.ReadModel, RowQuery.All);
        var head = await world.Flights.Log.ReadHeadAsync(CancellationToken.None);
        await FlightsModule.SeedSmallDemoAsync(world.Flights, world.Clock);

        onSale.Count.ShouldBe(60, "12 routes, daily, for 5 days");
        onSale.ShouldAllBe(f => f.Departure.At > Sky.Now && f.SaleOf(Cabin.Economy) != null);
        (await world.Flights.Log.ReadHeadAsync(CancellationToken.None)).Position.ShouldBe(head.Position);
    }

    [Fact]
    public async Task A_flight_whose_time_comes_while_the_airline_is_seeded_is_left_out()
    {
        await using var world = await FlightsWorld.StartAsync();
        var schedule = DemoAirline.Small.Flights(Sky.Now, DemoAirline.SmallDays).ToList();
        world.Clock.Advance(TimeSpan.FromHours(12));

        await DemoSeed.RunAsync(world.Flights, DemoAirline.Small, schedule, progress: null, CancellationToken.None);
        await DemoSeed.RunAsync(world.Flights, DemoAirline.Small, schedule, progress: null, CancellationToken.None);

        var onSale = await world.QueryAsync<FlightOnSale>(FlightsOnSaleProjection.ReadModel, RowQuery.All);
        onSale.Count.ShouldBeInRange(48, schedule.Count - 1);
        onSale.ShouldAllBe(f => f.Departure.At > Sky.Now.AddHours(12));
    }

    [Fact]
    public async Task A_later_start_extends_the_schedule()
    {
        await using var world = await FlightsWorld.StartAsync();
        await FlightsModule.SeedSmallDemoAsync(world.Flights, world.Clock);
        await world.PassAsync(Sky.Now.AddDays(1), "CT101-2026-03-02-LHR", Contrail.Flights.Domain.Flights.FlightStatus.Departed);

        await FlightsModule.SeedSmallDemoAsync(world.Flights, world.Clock);

        (await world.RowAsync("CT101-2026-03-06-LHR")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_aircraft_and_every_route_of_the_airline_keeps_the_rules()
    {
        await using var world = await FlightsWorld.StartAsync();
        foreach (var command in DemoAirline.Full.Airports.Cast<ICommand>().Concat(DemoAirline.Full.Aircraft))
        {
            await world.Flights.Decisions.ExecuteAsync(command, CommandContext.New());
        }

        var week = DemoAirline.Full.Flights(Sky.Now, days: 7).ToList();
        foreach (var flight in week)
        {
            await world.DoAsync(flight);
        }

        week.Select(f => f.Designator).Distinct().Count().ShouldBe(DemoAirline.Full.Routes.Count, "each route flies at least once a week");
        (await world.QueryAsync<FlightOnSale>(FlightsOnSaleProjection.ReadModel, RowQuery.All)).Count.ShouldBe(week.Count);
    }

    [Fact]
    public void The_fleet_has_the_seats_that_it_should()
    {
        var seats = DemoAirline.Full.Aircraft.ToDictionary(a => a.Code.ToString(), a => SeatMaps.CapacityOf(a.Cabins));

        seats.ShouldBe(new Dictionary<string, int> { ["320"] = 180, ["321"] = 206, ["359"] = 302, ["E90"] = 100 }, ignoreOrder: true);
        DemoAirline.Full.Aircraft.Single(a => a.Code.ToString() == "320").Cabins[1].Rows.ShouldNotContain("13");
    }

    [Fact]
    public void The_timetable_is_about_three_thousand_flights_and_follows_from_the_day()
    {
        var flights = DemoAirline.Full.Flights(Sky.Now, DemoAirline.Days).ToList();

        flights.Count.ShouldBeInRange(2_500, 4_500);
        flights.ShouldBe(DemoAirline.Full.Flights(Sky.Now, DemoAirline.Days));
    }
}
