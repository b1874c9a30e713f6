using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.SeatInventories;

/// <summary>
/// The seats of one flight. In every cabin <c>held + sold + free = capacity</c> while it is open, and a seat has at most one holder. A booking holds once
/// and releases once, however often it is asked. Streams of hot flights are long, so the state is kept in snapshots.
/// </summary>
[StreamCategory("seat_inventory")]
[Snapshot(every: 50, shape: 1)]
internal sealed class SeatInventory : AggregateRoot<FlightId>, ISnapshots<SeatInventory.Captured>
{
    private readonly Dictionary<Cabin, CabinSeats> cabins = [];
    private readonly Dictionary<FlightBookingId, Holding> holdings = [];

    private SeatInventory()
    {
    }

    public bool IsClosed { get; private set; }

    /// <summary>Bookings that hold or have bought seats.</summary>
    public IReadOnlyCollection<FlightBookingId> Bookings => holdings.Keys;

    public IReadOnlyCollection<CabinSeats> Cabins => cabins.Values;

    public static SeatInventory Open(FlightId flight, IReadOnlyList<CabinLayout> layouts)
    {
        var inventory = new SeatInventory();
        inventory.Apply(new SeatInventoryOpened(flight));
        foreach (var layout in layouts)
        {
            inventory.Apply(new CabinOpened(flight, layout, layout.Capacity));
        }

        return inventory;
    }

    /// <summary>How many seats can still be had.</summary>
    public int FreeIn(Cabin cabin) => cabins.GetValueOrDefault(cabin)?.Free ?? 0;

    public bool IsFree(Cabin cabin, string seat) => cabins[cabin].IsFree(seat);

    public void Hold(FlightBookingId booking, Cabin cabin, int count, IReadOnlyList<string> seats, DateTimeOffset until)
    {
        if (holdings.ContainsKey(booking))
        {
            return;
        }

        Check(new InventoryMustBeOpenRule(IsClosed));
        Check(new EnoughSeatsMustBeFreeRule(cabin, FreeIn(cabin), count));
        CheckSeats(booking, cabin, count, seats);
        Apply(new SeatsHeld(Id, booking, cabin, count, seats, until, FreeIn(cabin) - count));
    }

    public void Release(FlightBookingId booking)
    {
        if (holdings.TryGetValue(booking, out var had))
        {
            var free = FreeIn(had.Cabin) + (IsClosed ? 0 : had.Count);
            Apply(new SeatsReleased(Id, booking, had.Cabin, had.Count, had.Seats, had.IsSold, free));
        }
    }

    /// <summary>Sells what a booking holds.</summary>
    /// <returns>The seats that were assigned because none were chosen; always the same ones for the same state.</returns>
    public IReadOnlyList<string> Sell(FlightBookingId booking)
    {
        var held = holdings.GetValueOrDefault(booking);
        if (held is { IsSold: true })
        {
            return [];
        }

        Check(new InventoryMustBeOpenRule(IsClosed));
        Check(new OnlyHeldSeatsCanBeSoldRule(held is not null));
        var assigned = cabins[held!.Cabin].Assign(held.Count - held.Seats.Count);
        Apply(new SeatsSold(Id, booking, held.Cabin, held.Count, [.. held.Seats, .. assigned], FreeIn(held.Cabin)));
        return assigned;
    }

    /// <summary>Gives a booking exactly these seats instead of those it has.</summary>
    public void Move(FlightBookingId booking, IReadOnlyList<string> seats)
    {
        var had = holdings[booking];
        if (had.Seats.ToHashSet().SetEquals(seats))
        {
            return;
        }

        Check(new InventoryMustBeOpenRule(IsClosed));
        CheckSeats(booking, had.Cabin, had.Count, seats);
        Apply(new SeatsMoved(Id, booking, had.Cabin, had.Seats, seats, had.IsSold));
    }

    public void Close()
    {
        if (IsClosed)
        {
            return;
        }

        foreach (var cabin in cabins.Keys.ToList())
        {
            Apply(new CabinClosed(Id, cabin));
        }

        Apply(new SeatInventoryClosed(Id));
    }

    public Captured Capture() => new(Id, IsClosed, [.. cabins.Values.Select(c => c.Layout)], [.. holdings.Values]);

    public void Restore(Captured captured)
    {
        (Id, IsClosed) = (captured.Id, captured.IsClosed);
        foreach (var layout in captured.Cabins)
        {
            cabins[layout.Cabin] = new CabinSeats(layout) { IsClosed = captured.IsClosed };
        }

        foreach (var holding in captured.Holdings)
        {
            Put(holding);
        }
    }

    private void CheckSeats(FlightBookingId booking, Cabin cabin, int count, IReadOnlyList<string> seats)
    {
        Check(new SeatsMustBeDifferentRule(seats, count));
        Check(new SeatsMustBeOfTheCabinRule(cabin, [.. seats.Where(seat => !cabins[cabin].Sells(seat))]));
        Check(new SeatsMustNotBeTakenRule([.. seats.Where(seat => cabins[cabin].IsTaken(seat, booking))]));
    }

    private void When(SeatInventoryOpened e) => Id = e.FlightId;

    private void When(CabinOpened e) => cabins[e.Layout.Cabin] = new CabinSeats(e.Layout);

    private void When(SeatsHeld e) => Put(new Holding(e.BookingId, e.Cabin, e.Count, e.Seats, IsSold: false));

    private void When(SeatsReleased e) => TakeAway(e.BookingId);

    private void When(SeatsSold e) => Put(TakeAway(e.BookingId) with { Seats = e.Seats, IsSold = true });

    private void When(SeatsMoved e) => Put(TakeAway(e.BookingId) with { Seats = e.Seats });

    private void When(CabinClosed e) => cabins[e.Cabin].IsClosed = true;

    private void When(SeatInventoryClosed e) => IsClosed = true;

    private void Put(Holding holding)
    {
        holdings[holding.BookingId] = holding;
        cabins[holding.Cabin].Take(holding);
    }

    private Holding TakeAway(FlightBookingId booking)
    {
        holdings.Remove(booking, out var holding);
        cabins[holding!.Cabin].GiveBack(holding);
        return holding;
    }

    /// <summary>The state in a snapshot: counts follow from the holdings.</summary>
    public sealed record Captured(FlightId Id, bool IsClosed, IReadOnlyList<CabinLayout> Cabins, IReadOnlyList<Holding> Holdings);
}
