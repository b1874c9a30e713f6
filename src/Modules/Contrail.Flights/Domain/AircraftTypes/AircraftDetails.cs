using Contrail.Contracts.Flights;

namespace Contrail.Flights.Domain.AircraftTypes;

/// <summary>What is known of an aircraft type.</summary>
/// <param name="Name">For example <c>Airbus A320</c>.</param>
/// <param name="RangeKm">How far it flies with everybody aboard.</param>
/// <param name="CruiseKmh">How fast.</param>
/// <param name="Cabins">The seat map, front to back.</param>
internal sealed record AircraftDetails(string Name, int RangeKm, int CruiseKmh, IReadOnlyList<CabinLayout> Cabins)
{
    /// <summary>Whether all facts are the same.</summary>
    public bool IsSameAs(AircraftDetails other) => this with { Cabins = other.Cabins } == other && SeatMaps.AreSame(Cabins, other.Cabins);
}
