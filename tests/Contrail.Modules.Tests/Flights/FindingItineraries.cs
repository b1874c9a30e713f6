using System.Security.Cryptography;
using Contrail.Contracts.Flights;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Features.Offers;
using Contrail.Engine.AspNetCore;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class FindingItineraries
{
    private static readonly FlightOnSale First = OnSale.Flight("CT402", "EDI", "2026-05-01 07:00", "LHR", "2026-05-01 08:30");
    private static readonly OfferSigner Signer = new(RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("2026-05-01 09:29", 0)]
    [InlineData("2026-05-01 09:30", 1)]
    [InlineData("2026-05-01 20:30", 1)]
    [InlineData("2026-05-01 20:31", 0)]
    public void A_connection_leaves_time_to_change_and_not_too_much(string departs, int found) =>
        Find([First], [OnSale.Flight("CT101", "LHR", departs, "JFK", "2026-05-01 21:00")]).Count.ShouldBe(found);

    [Theory]
    [InlineData(true, true, 30)]
    [InlineData(true, false, 60)]
    [InlineData(false, true, 90)]
    [InlineData(false, false, 90)]
    public void Changing_takes_longer_across_borders(bool arrivesDomestic, bool departsDomestic, int minutes) =>
        MinimumConnection.Between(arrivesDomestic, departsDomestic).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void A_connection_does_not_lead_around_the_world() =>
        Itineraries.Find(
            [OnSale.Flight("CT102", "JFK", "2026-05-01 07:00", "LHR", "2026-05-01 19:00")],
            [OnSale.Flight("CT111", "LHR", "2026-05-01 21:00", "LAX", "2026-05-01 23:59")],
            new HashSet<string> { "LAX" },
            3970).ShouldBeEmpty();

    [Fact]
    public void Direct_flights_are_found_beside_connections()
    {
        var direct = OnSale.Flight("CT901", "EDI", "2026-05-01 09:00", "JFK", "2026-05-01 12:00");
        var onward = OnSale.Flight();

        Find([First, direct], [direct, onward]).Select(i => string.Join('+', i.Flights.Select(f => f.Designator))).ShouldBe(["CT901", "CT402+CT101"]);
    }

    [Fact]
    public void Offers_are_sorted_by_price_and_each_token_holds_what_is_shown()
    {
        var offers = Offers([OnSale.Flight()], adults: 2, children: 1, infants: 1);

        offers.Select(o => o.Family).ShouldBe([FareFamily.Light, FareFamily.Standard, FareFamily.Flex]);
        offers.Select(o => o.Total.Minor).ShouldBeInOrder();
        foreach (var offer in offers)
        {
            var signed = Signer.Read(offer.Id!)!;
            (signed.Family, signed.Total, signed.CancellationFee, signed.PriceGuaranteedUntil, signed.SeatsNeeded)
                .ShouldBe((offer.Family, offer.Total, offer.CancellationFee, Sky.Now.AddMinutes(20), 3));
            signed.FlightIds.ShouldBe(["CT101-2026-05-01-LHR"]);
            offer.SeatsLeft.ShouldBe(9);
        }
    }

    [Fact]
    public void Flights_with_too_few_seats_are_left_out_unless_asked_for()
    {
        var flight = OnSale.Flight(free: 2);

        Offers([flight], adults: 3).ShouldBeEmpty();
        Offers([flight], adults: 3, includeSoldOut: true).ShouldAllBe(o => o.Id == null && o.SeatsLeft == 0);
        Offers([flight], adults: 2).ShouldAllBe(o => o.Id != null && o.SeatsLeft == 2);
    }

    [Fact]
    public void Flights_that_have_left_and_cabins_that_they_lack_are_not_offered()
    {
        Offers([OnSale.Flight(departs: "2026-03-01 11:59", arrives: "2026-03-01 15:00")]).ShouldBeEmpty();
        Offers([OnSale.Flight()], cabin: Cabin.First).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 0, 0, "adults")]
    [InlineData(0, 1, 0, "adults")]
    [InlineData(5, 5, 0, "adults")]
    [InlineData(-1, 0, 0, "adults")]
    [InlineData(1, 0, 2, "infants")]
    [InlineData(int.MaxValue, int.MaxValue, 0, "adults")]
    public void A_booking_is_for_one_to_nine_with_a_lap_for_each_infant(int adults, int children, int infants, string parameter) =>
        Should.Throw<InvalidParameterException>(() => OfferSearch.PassengersOf(adults, children, infants)).Parameter.ShouldBe(parameter);

    [Theory]
    [InlineData("2026-02-28", false)]
    [InlineData("2026-03-01", true)]
    [InlineData("2027-02-25", true)]
    [InlineData("2027-02-26", false)]
    public void Flights_are_sold_from_today_to_361_days_ahead(string date, bool isSold)
    {
        void Check() => OfferSearch.CheckDate(DateOnly.Parse(date), Row("LHR"), Sky.Now);
        if (isSold)
        {
            Should.NotThrow(Check);
        }
        else
        {
            Should.Throw<InvalidParameterException>(Check).Parameter.ShouldBe("date");
        }
    }

    [Fact]
    public void Today_is_what_it_is_at_the_origin() =>
        Should.Throw<InvalidParameterException>(() => OfferSearch.CheckDate(new DateOnly(2026, 3, 1), Row("AKL"), Sky.Now)).Message.ShouldContain("past in Auckland");

    [Fact]
    public void A_journey_within_one_place_is_none() =>
        Should.Throw<InvalidParameterException>(() => OfferSearch.CheckPlaces([Row("LHR"), Row("LCY")], [Row("LCY")]));

    private static AirportRow Row(string code) => new(code, "", "", "", Sky.Details(code));

    private static List<Itinerary> Find(FlightOnSale[] departing, FlightOnSale[] arriving) =>
        [.. Itineraries.Find(departing, arriving, new HashSet<string> { "JFK" }, 5230)];

    private static IReadOnlyList<OfferAnswer> Offers(
        FlightOnSale[] flights, int adults = 1, int children = 0, int infants = 0, Cabin cabin = Cabin.Economy, bool includeSoldOut = false) =>
        new OfferBook(Signer, Sky.Now).OffersOf(
            flights.Select(f => new Itinerary([f])),
            new OfferSearch([Row("LHR")], [Row("JFK")], new DateOnly(2026, 5, 1), OfferSearch.PassengersOf(adults, children, infants), cabin, includeSoldOut));
}
