using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Features.Offers;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class RunningFlights
{
    private static readonly FlightId Id = FlightId.Parse("CT101-2026-05-01-LHR");
    private static readonly DateTimeOffset Departure = new(2026, 5, 1, 9, 20, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_flight_departs_and_arrives_by_itself()
    {
        await using var world = await ScheduledAsync();

        await world.PassAsync(Departure, Id.ToString(), FlightStatus.Departed);
        await world.PassAsync(Departure.AddHours(8), Id.ToString(), FlightStatus.Arrived);

        (await world.ToldAsync(Id.ToString()))[1].ShouldBeOfType<FlightDepartedV1>().At.ShouldBeInRange(Departure, Departure.AddMinutes(5));
    }

    [Fact]
    public async Task A_delayed_flight_departs_when_it_was_said_to()
    {
        await using var world = await ScheduledAsync();

        await world.DoAsync(new DelayFlight(Id, 90, "Fog in London.", IfVersion: null));
        await world.PassAsync(Departure.AddMinutes(90), Id.ToString(), FlightStatus.Departed);

        var told = await world.ToldAsync(Id.ToString());
        told[1].ShouldBeOfType<FlightChangedV1>().DepartsAt.ShouldBeExactly("2026-05-01T11:50:00+01:00");
        told[2].ShouldBeOfType<FlightDepartedV1>().At.ShouldBeInRange(Departure.AddMinutes(90), Departure.AddMinutes(95));
    }

    [Fact]
    public async Task A_delay_counts_from_the_schedule()
    {
        await using var world = await ScheduledAsync();
        await world.DoAsync(new DelayFlight(Id, 90, "Fog in London.", IfVersion: null));

        (await world.DoAsync(new DelayFlight(Id, 30, "The fog lifts.", IfVersion: null))).DepartsAt.ShouldBe(Departure.AddMinutes(30));
    }

    [Fact]
    public async Task A_cancelled_flight_stays_on_the_ground_and_off_sale()
    {
        await using var world = await ScheduledAsync();
        await world.DoAsync(new CancelFlight(Id, "Strike.", IfVersion: null));

        world.Clock.SetUtcNow(Departure.AddHours(1));

        (await world.Flights.Log.ReadNextDueAsync(CancellationToken.None)).ShouldBeNull();
        (await world.RowAsync(Id.ToString()))!.Status.ShouldBe(FlightStatus.Cancelled);
        (await world.Flights.FindAsync<FlightOnSale>(FlightsOnSaleProjection.ReadModel, Id)).ShouldBeNull();
        (await world.ToldAsync(Id.ToString()))[1].ShouldBe(new FlightCancelledV1(Id.ToString(), "Strike."));
    }

    [Fact]
    public async Task Who_looked_at_an_older_version_does_not_cancel()
    {
        await using var world = await ScheduledAsync();

        (await Should.ThrowAsync<RefusedException>(() => world.DoAsync(new CancelFlight(Id, "Strike.", IfVersion: 1)))).Kind.ShouldBe(RefusalKind.WrongVersion);
        (await world.DoAsync(new CancelFlight(Id, "Strike.", IfVersion: 2))).Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_flight_that_nobody_scheduled_is_not_cancelled()
    {
        await using var world = await ScheduledAsync();

        (await Should.ThrowAsync<RefusedException>(() => world.DoAsync(new CancelFlight(FlightId.Parse("CT999-2026-05-01-LHR"), "Strike.", IfVersion: null))))
            .Kind.ShouldBe(RefusalKind.NotFound);
    }

    private static async Task<FlightsWorld> ScheduledAsync()
    {
        var world = await FlightsWorld.WithAirportsAsync(Departure.AddHours(-1), "LHR", "JFK");
        await world.DoAsync(Sky.Leg("CT101", "2026-05-01", "LHR", "JFK", "10:20", "13:20"));
        return world;
    }
}
