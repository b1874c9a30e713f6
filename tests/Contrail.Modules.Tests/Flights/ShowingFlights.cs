using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Contrail.Flights;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features.AircraftTypes;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Features.FlightDetails;
using Contrail.Flights.Features.Offers;
using Contrail.Flights.Features.Routes;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class ShowingFlights
{
    private static readonly FlightScheduled Scheduled = Sky.Scheduled();
    private static readonly FlightScheduled Tomorrow = Sky.Scheduled(departs: "2026-05-02 10:20", arrives: "2026-05-02 13:20");
    private static readonly FlightId Id = Scheduled.FlightId;
    private static readonly FlightDelayed Delayed = new(Id, Sky.At("LHR", "2026-05-01 11:20"), Sky.At("JFK", "2026-05-01 14:20"), 60, "Fog.");

    private static readonly FlightOnSale ForSale = new(
        "CT101-2026-05-01-LHR",
        "CT101",
        "LHR",
        "JFK",
        "2026-05-01",
        Scheduled.Departure,
        Scheduled.Arrival,
        Scheduled.DistanceKm,
        "359",
        [new(Cabin.Business, 8, 8, 100_000), new(Cabin.Economy, 23, 5, 30_000)]);

    [Fact]
    public Task What_is_on_sale_knows_prices_and_free_seats() =>
        ProjectionSpec.For(new FlightsModule(), new FlightsOnSaleProjection())
            .Given(Scheduled, Sky.Charged(Id), new SeatAvailabilityChangedV1(Id.ToString(), Cabin.Economy, 5))
            .ThenAsync(ForSale);

    [Fact]
    public Task A_delayed_flight_is_on_sale_with_its_later_times() =>
        ProjectionSpec.For(new FlightsModule(), new FlightsOnSaleProjection())
            .Given(Scheduled, Sky.Charged(Id), new SeatAvailabilityChangedV1(Id.ToString(), Cabin.Economy, 5), Delayed)
            .ThenAsync(ForSale with { Departure = Delayed.Departure, Arrival = Delayed.Arrival });

    [Fact]
    public Task What_has_departed_is_not_on_sale_whatever_is_heard_of_its_seats() =>
        ProjectionSpec.For(new FlightsModule(), new FlightsOnSaleProjection())
            .Given(Scheduled, Sky.Charged(Id), new FlightDeparted(Id, Scheduled.Departure.At), new SeatAvailabilityChangedV1(Id.ToString(), Cabin.Economy, 5))
            .ThenNothingAsync();

    [Fact]
    public Task What_is_cancelled_is_not_on_sale() =>
        ProjectionSpec.For(new FlightsModule(), new FlightsOnSaleProjection()).Given(Scheduled, Sky.Charged(Id), new FlightCancelled(Id, "Strike.")).ThenNothingAsync();

    [Fact]
    public Task A_flight_is_shown_with_its_plan_and_what_is_expected() =>
        ProjectionSpec.For(new FlightsModule(), new FlightsProjection())
            .Given(Scheduled, Sky.Charged(Id), Delayed, new FlightCancelled(Id, "Strike."))
            .ThenAsync(new FlightRow(
                "CT101-2026-05-01-LHR",
                4,
                "CT101",
                "LHR",
                "JFK",
                "2026-05-01",
                FlightStatus.Cancelled,
                Delayed.Departure.At.ToUniversalTime(),
                new FlightTimes(Scheduled.Departure, Scheduled.Arrival, Delayed.Departure, Delayed.Arrival),
                Scheduled.DistanceKm,
                "J",
                "359",
                [new(Cabin.Business, 8, 8), new(Cabin.Economy, 23, 23)],
                "Strike."));

    [Fact]
    public Task A_route_counts_the_flights_to_come() =>
        ProjectionSpec.For(new FlightsModule(), new RoutesProjection())
            .Given(Scheduled, Tomorrow, Sky.Scheduled("CT102", "2026-05-01 18:30", "2026-05-02 06:25", "JFK", "LHR"), new FlightDeparted(Id, Scheduled.Departure.At))
            .ThenAsync(
                new RouteRow("CT101-LHR", "CT101", "LHR", "JFK", Scheduled.DistanceKm, 1),
                new RouteRow("CT102-JFK", "CT102", "JFK", "LHR", Scheduled.DistanceKm, 1));

    [Fact]
    public Task A_route_without_flights_to_come_is_none() =>
        ProjectionSpec.For(new FlightsModule(), new RoutesProjection())
            .Given(Scheduled, Tomorrow, new FlightCancelled(Tomorrow.FlightId, "Strike."), new FlightDeparted(Id, Scheduled.Departure.At))
            .ThenNothingAsync();

    [Fact]
    public Task An_aircraft_type_is_shown_as_it_is_now()
    {
        var (code, airbus) = (AircraftTypeCode.Parse("359"), new AircraftDetails("Airbus A350-900", 15_000, 903, Sky.Cabins));
        return ProjectionSpec.For(new FlightsModule(), new AircraftTypesProjection())
            .Given(new AircraftTypeRegistered(code, airbus), new AircraftTypeChanged(code, airbus with { Name = "Airbus A350", RangeKm = 15_372 }))
            .ThenAsync(new AircraftTypeRow("359", "Airbus A350", 15_372, 903, Sky.Cabins));
    }

    [Fact]
    public Task An_airport_is_found_by_plain_letters() =>
        ProjectionSpec.For(new FlightsModule(), new AirportsProjection())
            .Given(new AirportCreated(AirportCode.Parse("ZRH"), Sky.Details("ZRH")))
            .ThenAsync(new AirportRow("ZRH", "zurich", "zurich", "ZRH", Sky.Details("ZRH")));

    [Theory]
    [InlineData("Reykjavík", "reykjavik")]
    [InlineData("  São Paulo ", "sao paulo")]
    [InlineData("O'Hare", "ohare")]
    [InlineData("Saint-Exupéry", "saint exupery")]
    [InlineData("Łódź", "lodz")]
    public void Plain_letters_are_what_people_type(string text, string plain) => PlainText.Of(text).ShouldBe(plain);
}
