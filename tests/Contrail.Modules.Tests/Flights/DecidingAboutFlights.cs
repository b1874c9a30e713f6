using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Contrail.Flights;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Flights;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class DecidingAboutFlights
{
    private static readonly FlightScheduled Scheduled = Sky.Scheduled();
    private static readonly FlightId Id = Scheduled.FlightId;
    private static readonly StationTime LaterOut = Sky.At("LHR", "2026-05-01 11:20");
    private static readonly StationTime LaterIn = Sky.At("JFK", "2026-05-01 14:20");
    private static readonly FlightDelayed Delayed = new(Id, LaterOut, LaterIn, 60, "Fog in London.");
    private static readonly FlightDeparted Departed = new(Id, Scheduled.Departure.At);

    private static FlightPlan Plan => new("CT101", Scheduled.Departure, Scheduled.Arrival, Scheduled.DistanceKm, "J");

    private static AggregateSpec<Flight> Flight => Spec.For<Flight>(new FlightsModule());

    [Fact]
    public void A_flight_is_scheduled() =>
        Flight.WhenCreated(() => Contrail.Flights.Domain.Flights.Flight.Schedule(Plan, Type(), Sky.Cabins, Sky.Now)).Then(Scheduled);

    [Fact]
    public void A_flight_is_not_scheduled_for_the_past() =>
        Flight.WhenCreated(() => Contrail.Flights.Domain.Flights.Flight.Schedule(Plan, Type(), Sky.Cabins, Scheduled.Departure.At))
            .ThenBreaks<DepartureMustBeInTheFutureRule>();

    [Fact]
    public void A_flight_does_not_arrive_before_it_departs() =>
        Flight.WhenCreated(() => Contrail.Flights.Domain.Flights.Flight.Schedule(
            Plan with { Arrival = Sky.At("JFK", "2026-05-01 05:20") }, Type(), Sky.Cabins, Sky.Now)).ThenBreaks<ArrivalMustBeAfterDepartureRule>();

    [Fact]
    public void A_flight_does_not_return_to_where_it_departs() =>
        Flight.WhenCreated(() => Contrail.Flights.Domain.Flights.Flight.Schedule(
            Plan with { Arrival = Sky.At("LHR", "2026-05-01 13:20") }, Type(), Sky.Cabins, Sky.Now)).ThenBreaks<AirportsMustDifferRule>();

    [Fact]
    public void A_flight_is_not_scheduled_beyond_the_range_of_its_aircraft() =>
        Flight.WhenCreated(() => Contrail.Flights.Domain.Flights.Flight.Schedule(Plan, Type(rangeKm: Plan.DistanceKm - 1), Sky.Cabins, Sky.Now))
            .ThenBreaks<AircraftMustReachTheDestinationRule>();

    [Fact]
    public void A_flight_without_seats_is_not_scheduled() =>
        Flight.WhenCreated(() => Contrail.Flights.Domain.Flights.Flight.Schedule(Plan, Type(), [], Sky.Now)).ThenBreaks<FlightMustHaveASeatRule>();

    [Fact]
    public void Another_price_is_charged() => Flight.Given(Scheduled).When(f => f.ChargePrice(Sky.Charged(Id).Fares)).Then(Sky.Charged(Id));

    [Fact]
    public void The_same_price_is_not_charged_again() =>
        Flight.Given(Scheduled, Sky.Charged(Id)).When(f => f.ChargePrice(Sky.Charged(Id).Fares)).ThenNothing();

    [Fact]
    public void A_flight_is_rescheduled_and_its_delay_forgotten() =>
        Flight.Given(Scheduled, Delayed).When(f => f.Reschedule(LaterOut, LaterIn, Sky.Now)).Then(new FlightRescheduled(Id, LaterOut, LaterIn));

    [Fact]
    public void A_departed_flight_is_not_rescheduled() =>
        Flight.Given(Scheduled, Departed).When(f => f.Reschedule(LaterOut, LaterIn, Sky.Now)).ThenBreaks<OnlyScheduledFlightsChangeRule>();

    [Fact]
    public void A_flight_with_the_same_schedule_is_not_rescheduled_even_after_it_departed() =>
        Flight.Given(Scheduled, Departed).When(f => f.Reschedule(Scheduled.Departure, Scheduled.Arrival, Sky.Now)).ThenNothing();

    [Fact]
    public void A_flight_is_delayed() => Flight.Given(Scheduled).When(f => f.Delay(LaterOut, LaterIn, 60, "Fog in London.")).Then(Delayed);

    [Fact]
    public void A_cancelled_flight_is_not_delayed() =>
        Flight.Given(Scheduled, new FlightCancelled(Id, "Strike.")).When(f => f.Delay(LaterOut, LaterIn, 60, "Fog.")).ThenBreaks<OnlyScheduledFlightsChangeRule>();

    [Fact]
    public void A_delay_of_no_minutes_is_none() =>
        Flight.Given(Scheduled).When(f => f.Delay(LaterOut, LaterIn, 0, "Fog.")).ThenBreaks<DelayMustBeLaterThanTheScheduleRule>();

    [Fact]
    public void The_same_delay_is_told_once() => Flight.Given(Scheduled, Delayed).When(f => f.Delay(LaterOut, LaterIn, 60, "Fog in London.")).ThenNothing();

    [Fact]
    public void Another_aircraft_flies() =>
        Flight.Given(Scheduled).When(f => f.ReplaceAircraft(Type("77W"))).Then(new FlightAircraftReplaced(Id, AircraftTypeCode.Parse("77W"), AircraftTypeCode.Parse("359")));

    [Fact]
    public void An_aircraft_without_a_seat_that_is_on_sale_does_not_fly() =>
        Flight.Given(Scheduled)
            .When(f => f.ReplaceAircraft(AircraftType.Register(AircraftTypeCode.Parse("77W"), new("Boeing 777", 15_000, 900, [Sky.Cabins[1]]))))
            .ThenBreaks<SeatsOnSaleMustExistOnTheAircraftRule>();

    [Fact]
    public void The_same_aircraft_replaces_nothing() => Flight.Given(Scheduled).When(f => f.ReplaceAircraft(Type())).ThenNothing();

    [Fact]
    public void A_flight_departs() => Flight.Given(Scheduled).When(f => f.Depart(Scheduled.Departure.At)).Then(Departed);

    [Fact]
    public void A_flight_does_not_depart_much_too_early() =>
        Flight.Given(Scheduled).When(f => f.Depart(Scheduled.Departure.At.AddMinutes(-16))).ThenBreaks<DepartureMustBeDueRule>();

    [Fact]
    public void A_flight_departs_once() => Flight.Given(Scheduled, Departed).When(f => f.Depart(Scheduled.Departure.At)).ThenNothing();

    [Fact]
    public void A_flight_arrives() => Flight.Given(Scheduled, Departed).When(f => f.Arrive(Scheduled.Arrival.At)).Then(new FlightArrived(Id, Scheduled.Arrival.At));

    [Fact]
    public void A_flight_that_has_not_departed_does_not_arrive() =>
        Flight.Given(Scheduled).When(f => f.Arrive(Scheduled.Arrival.At)).ThenBreaks<FlightMustHaveDepartedRule>();

    [Fact]
    public void A_flight_arrives_once() =>
        Flight.Given(Scheduled, Departed, new FlightArrived(Id, Scheduled.Arrival.At)).When(f => f.Arrive(Scheduled.Arrival.At)).ThenNothing();

    [Fact]
    public void A_flight_is_cancelled() => Flight.Given(Scheduled).When(f => f.Cancel("Strike.")).Then(new FlightCancelled(Id, "Strike."));

    [Fact]
    public void A_departed_flight_is_not_cancelled() => Flight.Given(Scheduled, Departed).When(f => f.Cancel("Strike.")).ThenBreaks<OnlyScheduledFlightsChangeRule>();

    [Fact]
    public void A_flight_is_cancelled_once() => Flight.Given(Scheduled, new FlightCancelled(Id, "Strike.")).When(f => f.Cancel("Strike.")).ThenNothing();

    private static AircraftType Type(string code = "359", int rangeKm = 15_000) =>
        AircraftType.Register(AircraftTypeCode.Parse(code), new("Airbus A350-900", rangeKm, 903, Sky.Cabins));
}
