using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights;

/// <summary>What other modules are told of flights.</summary>
internal static class FlightNews
{
    public static FlightScheduledV1 Scheduled(FlightScheduled e) => new(
        e.FlightId.ToString(),
        e.Designator,
        e.Departure.Airport.ToString(),
        e.Arrival.Airport.ToString(),
        e.Departure.At,
        e.Arrival.At,
        e.Departure.Zone,
        e.Arrival.Zone,
        e.Aircraft.ToString(),
        e.Cabins);

    public static FlightChangedV1 Rescheduled(FlightRescheduled e) =>
        new(e.FlightId.ToString(), e.Departure.At, e.Arrival.At, "The airline changed its schedule.");

    public static FlightChangedV1 Delayed(FlightDelayed e) => new(e.FlightId.ToString(), e.Departure.At, e.Arrival.At, e.Reason);

    public static FlightCancelledV1 Cancelled(FlightCancelled e) => new(e.FlightId.ToString(), e.Reason);

    public static FlightDepartedV1 Departed(FlightDeparted e) => new(e.FlightId.ToString(), e.At);
}
