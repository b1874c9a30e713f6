using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features;

/// <summary>What happens to a flight by itself when its time comes.</summary>
internal static class Departures
{
    /// <summary>It departs at its departure, whatever was scheduled before.</summary>
    public static void Await(Flight flight, IDecision decision) =>
        decision.Schedule(DepartureOf(flight), flight.Departure.At, new DepartFlight(flight.Id));

    /// <summary>It arrives at its arrival.</summary>
    public static void AwaitArrival(Flight flight, IDecision decision) =>
        decision.Schedule($"arrive:{flight.Id}", flight.Arrival.At, new ArriveFlight(flight.Id));

    /// <summary>It does not depart by itself any more.</summary>
    public static void Forget(Flight flight, IDecision decision) => decision.Unschedule(DepartureOf(flight));

    private static string DepartureOf(Flight flight) => $"depart:{flight.Id}";
}
