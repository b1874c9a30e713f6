using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.Flights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

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

    /// <summary>The answer of an endpoint, with the version as its tag.</summary>
    public static Ok<FlightChange> Answer(HttpContext http, FlightChange change)
    {
        http.SetVersion(change.Version);
        return TypedResults.Ok(change);
    }

    /// <exception cref="RefusedException">It names no flight.</exception>
    public static FlightId IdOf(string text) => FlightId.TryParse(text, out var id) ? id : throw RefusedException.NotFound("Flight", text);
}
