using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features;

/// <summary>A flight after a change.</summary>
/// <param name="Id">The flight.</param>
/// <param name="Version">For <c>If-Match</c> of the next change.</param>
/// <param name="Status">Where it now is in its life.</param>
/// <param name="DepartsAt">As expected now.</param>
/// <param name="ArrivesAt">As expected now.</param>
internal sealed record FlightChange(string Id, long Version, FlightStatus Status, DateTimeOffset DepartsAt, DateTimeOffset ArrivesAt)
{
    public static FlightChange Of(Flight flight) => new(flight.Id.ToString(), flight.Version, flight.Status, flight.Departure.At, flight.Arrival.At);
}
