using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features.Routes;

/// <summary>Where a flight number leads.</summary>
/// <param name="RouteId">Flight number and board point: <c>CT101-LHR</c>. It follows from the id of every flight.</param>
/// <param name="Designator">Flight number.</param>
/// <param name="Origin">IATA code.</param>
/// <param name="Destination">IATA code; where the flight goes that was scheduled last.</param>
/// <param name="DistanceKm">Along the great circle.</param>
/// <param name="Flights">How many are scheduled and neither departed nor cancelled.</param>
internal sealed record RouteRow(string RouteId, string Designator, string Origin, string Destination, int DistanceKm, int Flights);

/// <summary>What is flown: a row for each flight number from an airport, as long as there are flights to come.</summary>
internal sealed class RoutesProjection : Projection<RouteRow>
{
    public const string ReadModel = "routes";

    public RoutesProjection()
        : base(ReadModel, version: 1)
    {
        On<FlightScheduled>(e => RouteOf(e.FlightId), (row, e) => RowOf(e, (row?.Flights ?? 0) + 1));
        On<FlightDeparted>(e => RouteOf(e.FlightId), (row, _) => Without(row));
        On<FlightCancelled>(e => RouteOf(e.FlightId), (row, _) => Without(row));
    }

    private static RouteRow? Without(RouteRow? row) => row is { Flights: > 1 } ? row with { Flights = row.Flights - 1 } : null;

    private static string RouteOf(FlightId flight) => $"{flight.Designator}-{flight.From}";

    private static RouteRow RowOf(FlightScheduled e, int flights) => new(
        RouteOf(e.FlightId), e.Designator, e.Departure.Airport.ToString(), e.Arrival.Airport.ToString(), e.DistanceKm, flights);
}
