using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts.Flights;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.SeatMaps;

/// <summary>A flight with its seats; ClosedAt is the version of its inventory that ended it.</summary>
internal sealed record FlightSeatsRow(
    string FlightId,
    string Designator,
    string BoardPoint,
    string OffPoint,
    DateTimeOffset DepartsAt,
    DateTimeOffset ArrivesAt,
    FlightStatus Status,
    bool IsOpen,
    IReadOnlyList<CabinRow> Cabins,
    IReadOnlyList<string> HeldSeats,
    IReadOnlyList<string> SoldSeats,
    long? ClosedAt = null)
{
    public int FreeIn(Cabin cabin) => IsOpen ? Cabins.FirstOrDefault(c => c.Layout.Cabin == cabin)?.Free ?? 0 : 0;

    /// <summary>The row with other counts of one cabin.</summary>
    public FlightSeatsRow Count(Cabin cabin, int held, int sold) => this with
    {
        Cabins = [.. Cabins.Select(c => c.Layout.Cabin == cabin ? c with { Held = c.Held + held, Sold = c.Sold + sold } : c)],
    };
}

/// <summary>A cabin of a flight and how full it is.</summary>
internal sealed record CabinRow(CabinLayout Layout, int Capacity, int Held, int Sold)
{
    public int Free => Capacity - Held - Sold;
}

/// <summary>Seat maps and free seats of every flight: one row each, from what Flights tells and from our own inventory.</summary>
internal sealed class FlightSeatsProjection : Projection<FlightSeatsRow>
{
    public const string ReadModel = "flight_seats";

    public FlightSeatsProjection()
        : base(ReadModel, version: 2)
    {
        On<FlightScheduledV1>(e => e.FlightId, (_, e) => new FlightSeatsRow(
            e.FlightId, e.Designator, e.From, e.To, e.DepartsAt, e.ArrivesAt, FlightStatus.Scheduled, IsOpen: false, [], [], []));
        On<FlightChangedV1>(e => e.FlightId, (row, e) => row! with { DepartsAt = e.DepartsAt, ArrivesAt = e.ArrivesAt });
        On<FlightCancelledV1>(e => e.FlightId, (row, _) => row! with { Status = FlightStatus.Cancelled });
        On<FlightDepartedV1>(e => e.FlightId, (row, _) => row! with { Status = FlightStatus.Departed });
        On<SeatInventoryOpened>(e => e.FlightId, (row, _) => row! with { IsOpen = true });
        On<CabinOpened>(e => e.FlightId, (row, e) => row! with { Cabins = [.. row.Cabins, new CabinRow(e.Layout, e.Layout.Capacity, 0, 0)] });
        On<SeatsHeld>(e => e.FlightId, (row, e) => row!.Count(e.Cabin, held: e.Count, sold: 0) with { HeldSeats = [.. row.HeldSeats, .. e.Seats] });
        On<SeatsReleased>(e => e.FlightId, (row, e) => Released(row!, e));
        On<SeatsSold>(e => e.FlightId, (row, e) => row!.Count(e.Cabin, held: -e.Count, sold: e.Count) with
        {
            HeldSeats = [.. row.HeldSeats.Except(e.Seats)],
            SoldSeats = [.. row.SoldSeats, .. e.Seats],
        });
        On<SeatsMoved>(e => e.FlightId, (row, e) => Moved(row!, e));
        On<SeatInventoryClosed>(e => e.FlightId, (row, _, at) => row! with { IsOpen = false, ClosedAt = at.Version });
        Index("board_point", "off_point", "departs_at");
    }

    private static FlightSeatsRow Released(FlightSeatsRow row, SeatsReleased e) =>
        row.Count(e.Cabin, held: e.WereSold ? 0 : -e.Count, sold: e.WereSold ? -e.Count : 0) with
        {
            HeldSeats = [.. row.HeldSeats.Except(e.Seats)],
            SoldSeats = [.. row.SoldSeats.Except(e.Seats)],
        };

    private static FlightSeatsRow Moved(FlightSeatsRow row, SeatsMoved e) => e.AreSold
        ? row with { SoldSeats = [.. row.SoldSeats.Except(e.Left), .. e.Seats] }
        : row with { HeldSeats = [.. row.HeldSeats.Except(e.Left), .. e.Seats] };
}
