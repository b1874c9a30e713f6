using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

/// <summary>Whatever is asked of an inventory in whatever order, it adds up and no seat has two holders.</summary>
public sealed class SeatInventoryProperties
{
    private static readonly string[] Seats = [.. Given.Economy.Seats(), "1A", "14F"];
    private static readonly FlightBookingId[] Parties = [.. Enumerable.Range(1, 8).Select(i => new FlightBookingId(new Guid(i, 0, 0, new byte[8])))];

    private enum Ask
    {
        Hold,
        HoldWithSeats,
        Sell,
        Release,
        Move,
        Snapshot,
    }

    [Fact]
    public void Held_and_sold_and_free_are_the_capacity_after_every_event() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Asks().ToArbitrary(), asks =>
        {
            var inventory = SeatInventory.Open(Given.Flight, [Given.Economy]);
            foreach (var (ask, party, number) in asks)
            {
                inventory = Perform(inventory, ask, Parties[party], number);
                AddsUp(inventory);
            }
        }));

    private static Gen<List<(Ask, int, int)>> Asks() =>
        (from ask in Gen.Elements(Enum.GetValues<Ask>())
         from party in Gen.Choose(0, Parties.Length - 1)
         from number in Gen.Choose(0, Seats.Length - 1)
         select (ask, party, number)).ListOf(60).Select(list => list.ToList());

    private static SeatInventory Perform(SeatInventory inventory, Ask ask, FlightBookingId party, int number)
    {
        try
        {
            switch (ask)
            {
                case Ask.Hold:
                    inventory.Hold(party, Cabin.Economy, 1 + (number % 6), [], Given.Now);
                    break;
                case Ask.HoldWithSeats:
                    inventory.Hold(party, Cabin.Economy, 2, [Seats[number], Seats[(number + 1) % Seats.Length]], Given.Now);
                    break;
                case Ask.Sell:
                    inventory.Sell(party);
                    break;
                case Ask.Release:
                    inventory.Release(party);
                    break;
                case Ask.Move when inventory.Bookings.Contains(party):
                    inventory.Move(party, [Seats[number]]);
                    break;
                case Ask.Snapshot:
                    var restored = (SeatInventory)Activator.CreateInstance(typeof(SeatInventory), nonPublic: true)!;
                    restored.Restore(inventory.Capture());
                    return restored;
            }
        }
        catch (RefusedException)
        {
            // Refusing is an answer; the state must still add up.
        }

        return inventory;
    }

    private static void AddsUp(SeatInventory inventory)
    {
        var cabin = inventory.Cabins.Single();
        (cabin.Held + cabin.Sold + cabin.Free).ShouldBe(cabin.Capacity);
        cabin.Free.ShouldBeGreaterThanOrEqualTo(0);
        var holdings = inventory.Capture().Holdings;
        holdings.Where(h => !h.IsSold).Sum(h => h.Count).ShouldBe(cabin.Held);
        holdings.Where(h => h.IsSold).Sum(h => h.Count).ShouldBe(cabin.Sold);
        holdings.ShouldAllBe(h => !h.IsSold || h.Seats.Count <= h.Count);
        holdings.SelectMany(h => h.Seats).ShouldBeUnique();
        holdings.SelectMany(h => h.Seats).ShouldBeSubsetOf(Given.Economy.Seats());
    }
}
