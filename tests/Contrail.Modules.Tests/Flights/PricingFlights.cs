using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.Fares;
using Contrail.Flights.Features.Offers;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class PricingFlights
{
    private static readonly Money Charged = Sky.Euros(300);

    [Theory]
    [InlineData(500, 54)]
    [InlineData(1500, 124)]
    [InlineData(5540, 306)]
    public void Economy_costs_by_distance_and_less_for_each_further_kilometre(int distanceKm, int euros) =>
        FarePolicy.FaresOf(distanceKm, [Sky.Cabins[1]]).ShouldHaveSingleItem().Amount.ShouldBe(Sky.Euros(euros));

    [Fact]
    public void Better_cabins_cost_more()
    {
        var fares = FarePolicy.FaresOf(5540, Sky.Cabins);

        fares.Select(f => f.Cabin).ShouldBe([Cabin.Business, Cabin.Economy]);
        fares[0].Amount.ShouldBe(Sky.Euros(1040));
    }

    [Theory]
    [InlineData(FareFamily.Light, 255)]
    [InlineData(FareFamily.Standard, 300)]
    [InlineData(FareFamily.Flex, 405)]
    public void More_comes_with_a_dearer_family(FareFamily family, int euros) =>
        FarePolicy.FareOf(Charged, family, PassengerType.Adult, 100, 100).ShouldBe(Sky.Euros(euros));

    [Theory]
    [InlineData(PassengerType.Adult, 300)]
    [InlineData(PassengerType.Child, 225)]
    [InlineData(PassengerType.Infant, 30)]
    public void Children_and_infants_pay_less(PassengerType type, int euros) =>
        FarePolicy.FareOf(Charged, FareFamily.Standard, type, 100, 100).ShouldBe(Sky.Euros(euros));

    [Theory]
    [InlineData(100, 300)]
    [InlineData(50, 300)]
    [InlineData(49, 345)]
    [InlineData(25, 345)]
    [InlineData(24, 405)]
    [InlineData(9, 480)]
    [InlineData(0, 480)]
    public void The_last_seats_cost_more(int free, int euros) =>
        FarePolicy.FareOf(Charged, FareFamily.Standard, PassengerType.Adult, free, 100).ShouldBe(Sky.Euros(euros));

    [Fact]
    public void What_is_kept_when_a_traveller_cancels_is_never_more_than_the_fare()
    {
        FarePolicy.CancellationFee(FareFamily.Light, Sky.Euros(255), 1).ShouldBe(Sky.Euros(255));
        FarePolicy.CancellationFee(FareFamily.Standard, Sky.Euros(600), 2).ShouldBe(Sky.Euros(120));
        FarePolicy.CancellationFee(FareFamily.Standard, Sky.Euros(50), 1).ShouldBe(Sky.Euros(50));
        FarePolicy.CancellationFee(FareFamily.Flex, Sky.Euros(400), 1).ShouldBe(Sky.Euros(0));
    }

    [Fact]
    public void A_price_is_the_sum_of_its_parts_for_each_and_for_all()
    {
        var quote = Quote.For(
            new Itinerary([OnSale.Flight()]),
            Cabin.Economy,
            FareFamily.Standard,
            new Dictionary<PassengerType, int> { [PassengerType.Adult] = 2, [PassengerType.Child] = 1, [PassengerType.Infant] = 1 });

        quote.Lines.Single(l => l.Code == "BASE").Amount.ShouldBe(Sky.Euros(300 + 300 + 225 + 30));
        quote.Lines.Single(l => l.Code == "YQ").Amount.ShouldBe(Sky.Euros(95 * 3));
        quote.Lines.Single(l => l.Code == "GB").Amount.ShouldBe(Sky.Euros(103 * 2), "children pay no air passenger duty");
        quote.Total.ShouldBe(Money.Sum(quote.Lines.Select(l => l.Amount), "EUR"));
        quote.Total.ShouldBe(Money.Sum(quote.Passengers.Select(p => p.Total * p.Count), "EUR"));
        quote.Passengers.Single(p => p.Type == PassengerType.Infant).Lines.ShouldHaveSingleItem().Code.ShouldBe("BASE");
        quote.CancellationFee.ShouldBe(Sky.Euros(180));
    }

    [Fact]
    public void Taxes_are_those_of_the_country_that_is_left_and_of_the_one_that_is_entered()
    {
        TaxPolicy.TaxesOf("GB", "US", 5540, Cabin.Economy, PassengerType.Adult).Select(t => t.Code).ShouldBe(["GB", "UB", "YC", "XY"]);
        TaxPolicy.TaxesOf("US", "US", 4000, Cabin.Economy, PassengerType.Adult).Select(t => t.Code).ShouldBe(["US", "AY", "XF"]);
        TaxPolicy.TaxesOf("GB", "US", 5540, Cabin.Economy, PassengerType.Infant).ShouldBeEmpty();
    }
}
