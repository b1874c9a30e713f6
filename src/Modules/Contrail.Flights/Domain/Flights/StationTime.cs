using Contrail.Flights.Domain.Airports;

namespace Contrail.Flights.Domain.Flights;

/// <summary>When a flight is where: the clock on the wall, the zone by which it goes, and the instant. What is local is shown, what
/// is an instant is reckoned with.</summary>
/// <param name="Airport">Where.</param>
/// <param name="Country">Its country.</param>
/// <param name="Local">The clock on the wall, without an offset.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="At">The instant, in the offset that holds there then.</param>
internal sealed record StationTime(AirportCode Airport, string Country, DateTime Local, string Zone, DateTimeOffset At);

/// <summary>What a flight is to be.</summary>
/// <param name="Designator">Airline and number.</param>
/// <param name="Departure">Off blocks.</param>
/// <param name="Arrival">On blocks.</param>
/// <param name="DistanceKm">Along the great circle.</param>
/// <param name="ServiceType">IATA service type: <c>J</c> for scheduled passengers.</param>
internal sealed record FlightPlan(string Designator, StationTime Departure, StationTime Arrival, int DistanceKm, string ServiceType)
{
    /// <summary>The flight it plans.</summary>
    public FlightId Id => FlightId.For(Designator, DateOnly.FromDateTime(Departure.Local), Departure.Airport);
}
