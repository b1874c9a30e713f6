using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.Fares;

namespace Contrail.Flights.Features.Offers;

/// <summary>What a journey costs: for one of each passenger type, and in all.</summary>
/// <param name="Passengers">By type.</param>
/// <param name="Lines">The parts, for all passengers together.</param>
/// <param name="Total">Their sum.</param>
/// <param name="CancellationFee">Kept when a traveller cancels.</param>
internal sealed record Quote(IReadOnlyList<PassengerPrice> Passengers, IReadOnlyList<PriceLine> Lines, Money Total, Money CancellationFee)
{
    /// <summary>Prices an itinerary whose flights all sell the cabin.</summary>
    public static Quote For(Itinerary itinerary, Cabin cabin, FareFamily family, IReadOnlyDictionary<PassengerType, int> passengers)
    {
        var prices = passengers.Select(p => PassengerPrice.For(itinerary, cabin, family, p.Key, p.Value)).ToList();
        var lines = prices.SelectMany(p => p.Lines.Select(line => line with { Amount = line.Amount * p.Count }))
            .GroupBy(line => (line.Kind, line.Code))
            .Select(same => same.First() with { Amount = Money.Sum(same.Select(line => line.Amount), FarePolicy.Currency) })
            .ToList();
        var seats = passengers.Where(p => p.Key != PassengerType.Infant).Sum(p => p.Value);
        var fare = Money.Sum(lines.Where(line => line.Kind == PriceLineKind.Fare).Select(line => line.Amount), FarePolicy.Currency);
        return new Quote(prices, lines, Money.Sum(lines.Select(line => line.Amount), FarePolicy.Currency), FarePolicy.CancellationFee(family, fare, seats));
    }
}

/// <summary>What one passenger of a type pays.</summary>
/// <param name="Type">Who travels.</param>
/// <param name="Count">How many of them.</param>
/// <param name="Lines">The parts, for one of them.</param>
/// <param name="Total">Their sum, for one of them.</param>
internal sealed record PassengerPrice(PassengerType Type, int Count, IReadOnlyList<PriceLine> Lines, Money Total)
{
    public static PassengerPrice For(Itinerary itinerary, Cabin cabin, FareFamily family, PassengerType type, int count)
    {
        List<PriceLine> lines =
        [
            new(PriceLineKind.Fare, "BASE", "Fare", Sum(itinerary.Flights.Select(f => FareOf(f.SaleOf(cabin)!, family, type)))),
            new(PriceLineKind.Surcharge, "YQ", "Carrier surcharge", Sum(itinerary.Flights.Select(f => TaxPolicy.SurchargeOf(f.DistanceKm, type)))),
            .. TaxPolicy.TaxesOf(
                itinerary.First.Departure.Country, itinerary.Last.Arrival.Country, itinerary.Flights.Sum(f => f.DistanceKm), cabin, type),
        ];
        lines.RemoveAll(line => line.Amount.IsZero);
        return new PassengerPrice(type, count, lines, Sum(lines.Select(line => line.Amount)));
    }

    private static Money FareOf(CabinOnSale sale, FareFamily family, PassengerType type) =>
        FarePolicy.FareOf(new Money(sale.FareMinor, FarePolicy.Currency), family, type, sale.Free, sale.Capacity);

    private static Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, FarePolicy.Currency);
}
