using Contrail.Booking.Domain.FlightBookings;
using Contrail.Contracts.Flights;

namespace Contrail.Booking.Domain.SeatInventories;

/// <summary>The two inventories of one cabin: how many seats are held and sold, and which seats have a holder.</summary>
internal sealed class CabinSeats(CabinLayout layout)
{
    private readonly List<List<string>> rows = [.. layout.Rows.Select(row => RowOf(layout, row))];
    private readonly HashSet<string> seats = [.. layout.Seats()];
    private readonly Dictionary<string, FlightBookingId> holders = new(StringComparer.Ordinal);

    public CabinLayout Layout => layout;

    public int Capacity => seats.Count;

    public int Held { get; private set; }

    public int Sold { get; private set; }

    /// <summary>Nothing of it can be had any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Neither held nor sold, while the cabin is open.</summary>
    public int Free => IsClosed ? 0 : Capacity - Held - Sold;

    public bool Sells(string seat) => seats.Contains(seat);

    public bool IsTaken(string seat, FlightBookingId by) => holders.TryGetValue(seat, out var holder) && holder != by;

    public bool IsFree(string seat) => !holders.ContainsKey(seat);

    /// <summary>Seats for a party that chose none: together in the first row that has room for all, else front to back.</summary>
    public IReadOnlyList<string> Assign(int count)
    {
        var free = rows.Select(row => row.Where(IsFree).ToList()).ToList();
        return free.Find(row => row.Count >= count)?[..count] ?? [.. free.SelectMany(row => row).Take(count)];
    }

    /// <summary>Counts what a booking has and marks its seats.</summary>
    public void Take(Holding holding)
    {
        Count(holding, +1);
        foreach (var seat in holding.Seats)
        {
            holders[seat] = holding.BookingId;
        }
    }

    /// <summary>Undoes <see cref="Take"/>.</summary>
    public void GiveBack(Holding holding)
    {
        Count(holding, -1);
        foreach (var seat in holding.Seats)
        {
            holders.Remove(seat);
        }
    }

    private static List<string> RowOf(CabinLayout layout, string row) => [.. (layout with { Rows = [row] }).Seats()];

    private void Count(Holding holding, int sign)
    {
        if (holding.IsSold)
        {
            Sold += sign * holding.Count;
        }
        else
        {
            Held += sign * holding.Count;
        }
    }
}

/// <summary>What one booking has of one flight.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Cabin">All its seats are in one cabin.</param>
/// <param name="Count">How many.</param>
/// <param name="Seats">Those that are chosen or assigned.</param>
/// <param name="IsSold">Sold, or only held.</param>
internal sealed record Holding(FlightBookingId BookingId, Cabin Cabin, int Count, IReadOnlyList<string> Seats, bool IsSold);
