using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.Fares;
using Contrail.Flights.Features.FlightDetails;

namespace Contrail.Flights.Features.Offers;

/// <summary>A journey that can be booked at a price.</summary>
/// <param name="Id">Present it to book; null when it is sold out.</param>
/// <param name="Flights">In order of travel.</param>
/// <param name="Stops">Changes on the way.</param>
/// <param name="DurationMinutes">From the first departure to the last arrival.</param>
/// <param name="ArrivalDayOffset">1 when it arrives on the next day, by the clocks there.</param>
/// <param name="Cabin">On every flight.</param>
/// <param name="Family">Which conditions.</param>
/// <param name="Conditions">What comes with the fare, in words.</param>
/// <param name="SeatsLeft">At this price and at most 9; 0 when it is sold out.</param>
/// <param name="Passengers">The price of one passenger of each type.</param>
/// <param name="Price">The parts of the price, for all passengers together.</param>
/// <param name="Total">Their sum.</param>
/// <param name="CancellationFee">Kept when a traveller cancels a paid booking.</param>
/// <param name="PriceGuaranteedUntil">Until then the price holds; seats are held by booking.</param>
internal sealed record OfferAnswer(
    string? Id,
    IReadOnlyList<OfferedFlight> Flights,
    int Stops,
    int DurationMinutes,
    int ArrivalDayOffset,
    Cabin Cabin,
    FareFamily Family,
    FareConditions Conditions,
    int SeatsLeft,
    IReadOnlyList<PassengerPrice> Passengers,
    IReadOnlyList<PriceLine> Price,
    Money Total,
    Money CancellationFee,
    DateTimeOffset PriceGuaranteedUntil);

/// <summary>One flight of a journey.</summary>
/// <param name="Id">The flight.</param>
/// <param name="Designator">Flight number.</param>
/// <param name="Departure">By the clock there.</param>
/// <param name="Arrival">By the clock there.</param>
/// <param name="DurationMinutes">Between the instants.</param>
/// <param name="ArrivalDayOffset">1 when it arrives on the next day, by the clocks there.</param>
/// <param name="ConnectionMinutes">Time to change after it; null on the last.</param>
/// <param name="Aircraft">IATA code of the type.</param>
internal sealed record OfferedFlight(
    string Id, string Designator, PlaceAndTime Departure, PlaceAndTime Arrival, int DurationMinutes, int ArrivalDayOffset, int? ConnectionMinutes, string Aircraft)
{
    public static OfferedFlight Of(FlightOnSale flight, FlightOnSale? next) => new(
        flight.FlightId,
        flight.Designator,
        PlaceAndTime.Of(flight.Departure),
        PlaceAndTime.Of(flight.Arrival),
        (int)(flight.Arrival.At - flight.Departure.At).TotalMinutes,
        (flight.Arrival.Local.Date - flight.Departure.Local.Date).Days,
        next is null ? null : (int)(next.Departure.At - flight.Arrival.At).TotalMinutes,
        flight.Aircraft);
}

/// <summary>What comes with a fare, in words.</summary>
/// <param name="Bags">What may be taken along.</param>
/// <param name="Seat">Choice of a seat.</param>
/// <param name="Change">What changing costs.</param>
/// <param name="Refund">What is given back when a traveller cancels.</param>
internal sealed record FareConditions(string Bags, string Seat, string Change, string Refund)
{
    public static FareConditions Of(FareFamily family) => family switch
    {
        FareFamily.Light => new("One cabin bag of 8 kg", "Given out at check-in", "Not possible", "Taxes and carrier surcharge; the fare is kept"),
        FareFamily.Standard => new(
            "One cabin bag of 8 kg and one bag of 23 kg",
            "Free choice of a standard seat",
            "For a fee and the difference in fare",
            $"Everything but {FarePolicy.StandardFeePerSeat} for each passenger with a seat, at most the fare"),
        _ => new("One cabin bag of 8 kg and two bags of 23 kg", "Free choice of any seat", "Free of charge; only the difference in fare is paid", "Everything, until departure"),
    };
}
