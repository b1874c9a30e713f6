using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features.FlightDetails;

namespace Contrail.Flights.Features.Offers;

/// <summary>A flight that can be bought. It is here from its schedule until it departs or is cancelled.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Origin">IATA code.</param>
/// <param name="Destination">IATA code.</param>
/// <param name="LocalDate">As in its id: <c>2026-12-01</c>.</param>
/// <param name="Cabins">Seats, how many are free, and the fare before family and load.</param>
internal sealed record FlightOnSale(
    string FlightId,
    string Designator,
    string Origin,
    string Destination,
    string LocalDate,
    StationTime Departure,
    StationTime Arrival,
    int DistanceKm,
    string Aircraft,
    IReadOnlyList<CabinOnSale> Cabins)
{
    /// <summary>Whether it stays within one country.</summary>
    public bool IsDomestic => Departure.Country == Arrival.Country;

    /// <summary>The cabin, or null when the flight has none or no price yet.</summary>
    public CabinOnSale? SaleOf(Cabin cabin) => Cabins.FirstOrDefault(c => c.Cabin == cabin && c.FareMinor > 0);
}

/// <summary>A cabin of a flight that can be bought.</summary>
internal sealed record CabinOnSale(Cabin Cabin, int Capacity, int Free, long FareMinor);

/// <summary>What can be bought, by route and date.</summary>
internal sealed class FlightsOnSaleProjection : Projection<FlightOnSale>
{
    public const string ReadModel = "flights_on_sale";

    public FlightsOnSaleProjection()
        : base(ReadModel, version: 1)
    {
        On<FlightScheduled>(e => e.FlightId, (_, e) => RowOf(e));
        On<FlightPriceCharged>(e => e.FlightId, (row, e) => row is null ? null : row with { Cabins = [.. row.Cabins.Select(c => Priced(c, e.Fares))] });
        On<FlightRescheduled>(e => e.FlightId, (row, e) => row is null ? null : row with { Departure = e.Departure, Arrival = e.Arrival });
        On<FlightDelayed>(e => e.FlightId, (row, e) => row is null ? null : row with { Departure = e.Departure, Arrival = e.Arrival });
        On<FlightAircraftReplaced>(e => e.FlightId, (row, e) => row is null ? null : row with { Aircraft = e.Aircraft.ToString() });
        On<FlightDeparted>(e => e.FlightId, (_, _) => null);
        On<FlightCancelled>(e => e.FlightId, (_, _) => null);
        On<SeatAvailabilityChangedV1>(e => e.FlightId, (row, e) => row is null ? null : row with
        {
            Cabins = [.. row.Cabins.Select(c => c.Cabin == e.Cabin ? c with { Free = e.Free } : c)],
        });
        Index("origin", "local_date");
        Index("destination", "local_date");
    }

    private static CabinOnSale Priced(CabinOnSale cabin, IReadOnlyList<CabinFare> fares) =>
        fares.FirstOrDefault(f => f.Cabin == cabin.Cabin) is { } fare ? cabin with { FareMinor = fare.Amount.Minor } : cabin;

    private static FlightOnSale RowOf(FlightScheduled e) => new(
        e.FlightId.ToString(),
        e.Designator,
        e.Departure.Airport.ToString(),
        e.Arrival.Airport.ToString(),
        FlightsProjection.TextOf(DateOnly.FromDateTime(e.Departure.Local)),
        e.Departure,
        e.Arrival,
        e.DistanceKm,
        e.Aircraft.ToString(),
        [.. e.Cabins.Select(c => new CabinOnSale(c.Cabin, c.Capacity, c.Capacity, FareMinor: 0))]);
}
