using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Features.FlightDetails;

/// <summary>A flight on one date.</summary>
/// <param name="Id">Flight number, local date and board point.</param>
/// <param name="Designator">Flight number.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Departure">As expected now.</param>
/// <param name="Arrival">As expected now.</param>
/// <param name="PlannedDeparture">As in the schedule.</param>
/// <param name="PlannedArrival">As in the schedule.</param>
/// <param name="DurationMinutes">Between the instants, whatever the clocks show.</param>
/// <param name="ArrivalDayOffset">1 when it arrives on the next day, by the clocks there.</param>
/// <param name="DelayMinutes">How much later than in the schedule it departs.</param>
/// <param name="DistanceKm">Along the great circle.</param>
/// <param name="Aircraft">IATA code of the type.</param>
/// <param name="ServiceType">IATA service type.</param>
/// <param name="Cabins">Seats.</param>
/// <param name="Remark">Why it is late or cancelled.</param>
internal sealed record FlightAnswer(
    string Id,
    string Designator,
    FlightStatus Status,
    PlaceAndTime Departure,
    PlaceAndTime Arrival,
    PlaceAndTime PlannedDeparture,
    PlaceAndTime PlannedArrival,
    int DurationMinutes,
    int ArrivalDayOffset,
    int DelayMinutes,
    int DistanceKm,
    string Aircraft,
    string ServiceType,
    IReadOnlyList<CabinSeats> Cabins,
    string? Remark)
{
    public static FlightAnswer Of(FlightRow row)
    {
        var times = row.Times;
        return new FlightAnswer(
            row.FlightId,
            row.Designator,
            row.Status,
            PlaceAndTime.Of(times.Departure),
            PlaceAndTime.Of(times.Arrival),
            PlaceAndTime.Of(times.PlannedDeparture),
            PlaceAndTime.Of(times.PlannedArrival),
            (int)(times.Arrival.At - times.Departure.At).TotalMinutes,
            (times.Arrival.Local.Date - times.Departure.Local.Date).Days,
            (int)(times.Departure.At - times.PlannedDeparture.At).TotalMinutes,
            row.DistanceKm,
            row.Aircraft,
            row.ServiceType,
            row.Cabins,
            row.Remark);
    }
}

/// <summary>Where, and when by the clock there.</summary>
/// <param name="Airport">IATA code.</param>
/// <param name="Local">The clock on the wall, for example <c>2026-12-01T10:20:00</c>.</param>
/// <param name="Zone">IANA zone of the clock.</param>
/// <param name="At">The instant, in the offset that holds there then.</param>
internal sealed record PlaceAndTime(string Airport, DateTime Local, string Zone, DateTimeOffset At)
{
    public static PlaceAndTime Of(StationTime time) => new(time.Airport.ToString(), time.Local, time.Zone, time.At);
}
