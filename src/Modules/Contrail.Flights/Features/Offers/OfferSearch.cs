using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Schedules;

namespace Contrail.Flights.Features.Offers;

/// <summary>What somebody looks for, checked.</summary>
/// <param name="Origins">Airports of the place to leave from.</param>
/// <param name="Destinations">Airports of the place to go to.</param>
/// <param name="Date">Of departure, at the origin.</param>
/// <param name="Passengers">How many of each type; types with none are left out.</param>
/// <param name="Cabin">The cabin.</param>
/// <param name="IncludeSoldOut">Whether to show what has too few seats.</param>
internal sealed record OfferSearch(
    IReadOnlyList<AirportRow> Origins,
    IReadOnlyList<AirportRow> Destinations,
    DateOnly Date,
    IReadOnlyDictionary<PassengerType, int> Passengers,
    Cabin Cabin,
    bool IncludeSoldOut)
{
    private const int MostPassengers = 9;
    private const int FurthestDays = 361;

    /// <summary>How many seats it takes.</summary>
    public int SeatsNeeded => Passengers.Where(p => p.Key != PassengerType.Infant).Sum(p => p.Value);

    /// <summary>How far it is between the places, from the first airports of each.</summary>
    public int DirectKm => Origins.Max(o => Destinations.Max(d => o.Details.DistanceTo(d.Details)));

    /// <exception cref="InvalidParameterException">The places are the same.</exception>
    public static void CheckPlaces(IReadOnlyList<AirportRow> origins, IReadOnlyList<AirportRow> destinations)
    {
        if (origins.Select(o => o.Code).Intersect(destinations.Select(d => d.Code)).FirstOrDefault() is { } same)
        {
            throw new InvalidParameterException("to", $"It would go from {same} to {same}: choose another origin or destination.");
        }
    }

    /// <exception cref="InvalidParameterException">Too early or too late.</exception>
    public static void CheckDate(DateOnly date, AirportRow origin, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(LocalTimes.InZone(now, origin.Details.TimeZone).DateTime);
        if (date < today)
        {
            throw new InvalidParameterException("date", $"{date:yyyy-MM-dd} is past in {origin.Details.City}: choose a date from today on.");
        }

        if (date > today.AddDays(FurthestDays))
        {
            throw new InvalidParameterException("date", $"Flights are sold {FurthestDays} days ahead: choose a date up to {today.AddDays(FurthestDays):yyyy-MM-dd}.");
        }
    }

    /// <exception cref="InvalidParameterException">Too many, none, or infants without a lap.</exception>
    public static IReadOnlyDictionary<PassengerType, int> PassengersOf(int adults, int children, int infants)
    {
        if (Math.Min(adults, Math.Min(children, infants)) < 0 || adults > MostPassengers || children > MostPassengers || infants > MostPassengers
            || adults + children + infants > MostPassengers)
        {
            throw new InvalidParameterException("adults", $"One booking is for 1 to {MostPassengers} passengers: split a larger group into several.");
        }

        if (adults == 0)
        {
            throw new InvalidParameterException("adults", "At least one passenger must be an adult, 12 years or older.");
        }

        if (infants > adults)
        {
            throw new InvalidParameterException("infants", $"{infants} infants need as many laps of adults: there are {adults}.");
        }

        return new[] { (PassengerType.Adult, adults), (PassengerType.Child, children), (PassengerType.Infant, infants) }
            .Where(p => p.Item2 > 0).ToDictionary(p => p.Item1, p => p.Item2);
    }
}
