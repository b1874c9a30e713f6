using Contrail.Contracts.Flights;

namespace Contrail.Flights.Features.Offers;

/// <summary>A way from one place to another: one flight, or two that connect.</summary>
internal sealed record Itinerary(IReadOnlyList<FlightOnSale> Flights)
{
    public FlightOnSale First => Flights[0];

    public FlightOnSale Last => Flights[^1];

    /// <summary>From the first departure to the last arrival, by instants.</summary>
    public TimeSpan Duration => Last.Arrival.At - First.Departure.At;

    /// <summary>Seats free on every flight.</summary>
    public int FreeIn(Cabin cabin) => Flights.Min(f => f.SaleOf(cabin)?.Free ?? 0);

    /// <summary>Whether every flight has the cabin and a price for it.</summary>
    public bool Sells(Cabin cabin) => Flights.All(f => f.SaleOf(cabin) is not null);
}

/// <summary>Finds ways from one place to another.</summary>
internal static class Itineraries
{
    /// <summary>Longer at an airport is a stopover, which is sold as two journeys.</summary>
    private static readonly TimeSpan LongestConnection = TimeSpan.FromHours(12);

    private const double LargestDetour = 1.7;
    private const int AlwaysAcceptableDetourKm = 600;
    private const int MostConnections = 12;

    /// <summary>Direct flights, and the shortest connections with one stop.</summary>
    /// <param name="departing">What leaves the origin on the day.</param>
    /// <param name="arriving">What goes to the destination on that day or soon after.</param>
    /// <param name="destinations">The airports that are the destination.</param>
    /// <param name="directKm">How far it is.</param>
    public static IEnumerable<Itinerary> Find(
        IReadOnlyCollection<FlightOnSale> departing, IReadOnlyCollection<FlightOnSale> arriving, IReadOnlySet<string> destinations, int directKm)
    {
        var origins = departing.Select(f => f.Origin).ToHashSet();
        var onward = arriving.Where(f => !origins.Contains(f.Origin)).ToLookup(f => f.Origin);
        var connections =
            from first in departing
            where !destinations.Contains(first.Destination)
            from second in onward[first.Destination]
            where Connects(first, second) && first.DistanceKm + second.DistanceKm <= (directKm * LargestDetour) + AlwaysAcceptableDetourKm
            select new Itinerary([first, second]);
        return departing.Where(f => destinations.Contains(f.Destination)).Select(f => new Itinerary([f]))
            .Concat(connections.OrderBy(c => c.Duration).Take(MostConnections));
    }

    private static bool Connects(FlightOnSale first, FlightOnSale second)
    {
        var stop = second.Departure.At - first.Arrival.At;
        return stop >= MinimumConnection.Between(first.IsDomestic, second.IsDomestic) && stop <= LongestConnection;
    }
}

/// <summary>The industry's default connection times: what a station or an airline does not say otherwise.</summary>
internal static class MinimumConnection
{
    /// <param name="arrivesDomestic">Whether the first flight stays within a country.</param>
    /// <param name="departsDomestic">Whether the second does.</param>
    public static TimeSpan Between(bool arrivesDomestic, bool departsDomestic) => TimeSpan.FromMinutes((arrivesDomestic, departsDomestic) switch
    {
        (true, true) => 30,
        (true, false) => 60,
        (false, true) => 90,
        (false, false) => 90,
    });
}
