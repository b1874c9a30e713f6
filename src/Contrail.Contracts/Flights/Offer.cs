using System.Text.Json.Serialization;
using Contrail.Contracts;

namespace Contrail.Contracts.Flights;

/// <summary>How much comes with a fare.</summary>
public enum FareFamily
{
    /// <summary>Hand baggage; no refund of the fare, taxes only.</summary>
    Light,

    /// <summary>A bag; refund for a fee.</summary>
    Standard,

    /// <summary>Bags, seat choice; full refund before departure.</summary>
    Flex,
}

/// <summary>Who travels, by age on the departure date of the last flight.</summary>
public enum PassengerType
{
    /// <summary>12 years and older.</summary>
    Adult,

    /// <summary>2 to 11 years.</summary>
    Child,

    /// <summary>Under 2 years, on an adult's lap: a ticket, no seat.</summary>
    Infant,
}

/// <summary>
/// A price lock: these flights for these passengers at this price until an instant. Nothing is stored; whoever presents the token
/// that <see cref="OfferSigner"/> made gets this price. It promises no seats: those are held by booking.
/// </summary>
/// <param name="FlightIds">One flight, or connecting flights in order.</param>
/// <param name="Cabin">The cabin on every flight.</param>
/// <param name="Family">The fare's conditions.</param>
/// <param name="Passengers">How many of each type; types with none are left out.</param>
/// <param name="Price">The parts of the price, for all passengers together.</param>
/// <param name="Total">Their sum.</param>
/// <param name="CancellationFee">Kept when a traveller cancels a paid booking; at most the fare.</param>
/// <param name="PriceGuaranteedUntil">Until then the price holds.</param>
public sealed record Offer(
    IReadOnlyList<string> FlightIds,
    Cabin Cabin,
    FareFamily Family,
    IReadOnlyDictionary<PassengerType, int> Passengers,
    IReadOnlyList<PriceLine> Price,
    Money Total,
    Money CancellationFee,
    DateTimeOffset PriceGuaranteedUntil)
{
    /// <summary>How many seats it needs on each flight.</summary>
    [JsonIgnore]
    public int SeatsNeeded => Passengers.Where(p => p.Key != PassengerType.Infant).Sum(p => p.Value);
}

/// <summary>One part of a price.</summary>
/// <param name="Kind">Fare, carrier surcharge or tax.</param>
/// <param name="Code">For a tax its code, for example <c>GB</c>; <c>BASE</c> for the fare, <c>YQ</c> for the surcharge.</param>
/// <param name="Text">In words.</param>
/// <param name="Amount">For all passengers together.</param>
public sealed record PriceLine(PriceLineKind Kind, string Code, string Text, Money Amount);

/// <summary>What a part of a price is.</summary>
public enum PriceLineKind
{
    /// <summary>What the airline asks.</summary>
    Fare,

    /// <summary>What the airline adds.</summary>
    Surcharge,

    /// <summary>What others ask; given back when nobody flies.</summary>
    Tax,
}
