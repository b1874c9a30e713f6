using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features.Offers;

namespace Contrail.Modules.Tests.Flights;

/// <summary>Flights as they are on sale.</summary>
internal static class OnSale
{
    public static FlightOnSale Flight(
        string designator = "CT101", string from = "LHR", string departs = "2026-05-01 10:20", string to = "JFK", string arrives = "2026-05-01 13:20", int free = 100)
    {
        var scheduled = Sky.Scheduled(designator, departs, arrives, from, to);
        return new FlightOnSale(
            scheduled.FlightId.ToString(),
            designator,
            from,
            to,
            departs[..10],
            scheduled.Departure,
            scheduled.Arrival,
            scheduled.DistanceKm,
            "359",
            [new CabinOnSale(Cabin.Economy, 100, free, 30_000)]);
    }
}
