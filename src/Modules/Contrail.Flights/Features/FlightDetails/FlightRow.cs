using System.Globalization;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features.FlightDetails;

/// <summary>All about one flight.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Version">Of its stream.</param>
/// <param name="LocalDate">As in its id: <c>2026-12-01</c>.</param>
/// <param name="Times">Planned and expected.</param>
/// <param name="Cabins">Seats and how many are free.</param>
/// <param name="Remark">Why it is late or cancelled, in words; null when it is neither.</param>
internal sealed record FlightRow(
    string FlightId,
    long Version,
    string Designator,
    string Origin,
    string Destination,
    string LocalDate,
    FlightStatus Status,
    DateTimeOffset DepartsAt,
    FlightTimes Times,
    int DistanceKm,
    string ServiceType,
    string Aircraft,
    IReadOnlyList<CabinSeats> Cabins,
    string? Remark);

/// <summary>When it was to fly, and when it is expected to.</summary>
internal sealed record FlightTimes(StationTime PlannedDeparture, StationTime PlannedArrival, StationTime Departure, StationTime Arrival);

/// <summary>How many seats a cabin has, and how many are neither held nor sold.</summary>
internal sealed record CabinSeats(Cabin Cabin, int Capacity, int Free);

/// <summary>Every flight: what was, is and will be.</summary>
internal sealed class FlightsProjection : Projection<FlightRow>
{
    public const string ReadModel = "flights";

    public FlightsProjection()
        : base(ReadModel, version: 1)
    {
        On<FlightScheduled>(e => e.FlightId, (_, e, at) => RowOf(e, at.Version));
        On<FlightPriceCharged>(e => e.FlightId, (row, _, at) => row! with { Version = at.Version });
        On<FlightRescheduled>(e => e.FlightId, (row, e, at) => row! with
        {
            Version = at.Version,
            DepartsAt = e.Departure.At,
            Times = new FlightTimes(e.Departure, e.Arrival, e.Departure, e.Arrival),
            Remark = null,
        });
        On<FlightDelayed>(e => e.FlightId, (row, e, at) => row! with
        {
            Version = at.Version,
            DepartsAt = e.Departure.At,
            Times = row.Times with { Departure = e.Departure, Arrival = e.Arrival },
            Remark = e.Reason,
        });
        On<FlightAircraftReplaced>(e => e.FlightId, (row, e, at) => row! with { Version = at.Version, Aircraft = e.Aircraft.ToString() });
        On<FlightDeparted>(e => e.FlightId, (row, _, at) => row! with { Version = at.Version, Status = FlightStatus.Departed });
        On<FlightArrived>(e => e.FlightId, (row, _, at) => row! with { Version = at.Version, Status = FlightStatus.Arrived });
        On<FlightCancelled>(e => e.FlightId, (row, e, at) => row! with { Version = at.Version, Status = FlightStatus.Cancelled, Remark = e.Reason });
        On<SeatAvailabilityChangedV1>(e => e.FlightId, (row, e) => row is null ? null : row with
        {
            Cabins = [.. row.Cabins.Select(c => c.Cabin == e.Cabin ? c with { Free = e.Free } : c)],
        });
        Index("origin", "local_date");
        Index("local_date");
    }

    /// <summary>A local date as it stands in columns.</summary>
    public static string TextOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FlightRow RowOf(FlightScheduled e, long version) => new(
        e.FlightId.ToString(),
        version,
        e.Designator,
        e.Departure.Airport.ToString(),
        e.Arrival.Airport.ToString(),
        TextOf(DateOnly.FromDateTime(e.Departure.Local)),
        FlightStatus.Scheduled,
        e.Departure.At,
        new FlightTimes(e.Departure, e.Arrival, e.Departure, e.Arrival),
        e.DistanceKm,
        e.ServiceType,
        e.Aircraft.ToString(),
        [.. e.Cabins.Select(c => new CabinSeats(c.Cabin, c.Capacity, c.Capacity))],
        Remark: null);
}
