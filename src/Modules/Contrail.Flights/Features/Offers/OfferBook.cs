using Contrail.Contracts.Flights;

namespace Contrail.Flights.Features.Offers;

/// <summary>Makes offers of what is on sale.</summary>
internal sealed class OfferBook(OfferSigner signer, DateTimeOffset now)
{
    private const int MostSeatsShown = 9;
    private static readonly TimeSpan PriceGuarantee = TimeSpan.FromMinutes(20);
    private static readonly FareFamily[] Families = Enum.GetValues<FareFamily>();

    private readonly DateTimeOffset guaranteedUntil = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + PriceGuarantee;

    /// <summary>The instant for which offers are made.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Every family of every itinerary that leaves later than now and has the seats; the cheapest first, of equals the earliest.</summary>
    public IReadOnlyList<OfferAnswer> OffersOf(IEnumerable<Itinerary> itineraries, OfferSearch search) =>
    [
        .. itineraries
            .Where(i => i.First.Departure.At > now && i.Sells(search.Cabin))
            .Where(i => search.IncludeSoldOut || i.FreeIn(search.Cabin) >= search.SeatsNeeded)
            .SelectMany(i => Families.Select(family => (Itinerary: i, Offer: OfferOf(i, family, search))))
            .OrderBy(o => o.Offer.Total.Minor).ThenBy(o => o.Itinerary.First.Departure.At).ThenBy(o => o.Itinerary.Last.Arrival.At)
            .Select(o => o.Offer),
    ];

    private OfferAnswer OfferOf(Itinerary itinerary, FareFamily family, OfferSearch search)
    {
        var quote = Quote.For(itinerary, search.Cabin, family, search.Passengers);
        var free = itinerary.FreeIn(search.Cabin);
        var flights = itinerary.Flights;
        return new OfferAnswer(
            free >= search.SeatsNeeded ? TokenOf(itinerary, family, search, quote) : null,
            [.. flights.Select((f, i) => OfferedFlight.Of(f, i + 1 < flights.Count ? flights[i + 1] : null))],
            flights.Count - 1,
            (int)itinerary.Duration.TotalMinutes,
            (itinerary.Last.Arrival.Local.Date - itinerary.First.Departure.Local.Date).Days,
            search.Cabin,
            family,
            FareConditions.Of(family),
            free >= search.SeatsNeeded ? Math.Min(free, MostSeatsShown) : 0,
            quote.Passengers,
            quote.Lines,
            quote.Total,
            quote.CancellationFee,
            guaranteedUntil);
    }

    private string TokenOf(Itinerary itinerary, FareFamily family, OfferSearch search, Quote quote) => signer.Sign(new Offer(
        [.. itinerary.Flights.Select(f => f.FlightId)],
        search.Cabin,
        family,
        search.Passengers,
        quote.Lines,
        quote.Total,
        quote.CancellationFee,
        guaranteedUntil));
}
