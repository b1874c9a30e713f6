using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

public sealed class SeatInventorySpecs
{
    private static readonly DateTimeOffset Until = Given.Now.AddMinutes(15);

    private static AggregateSpec<SeatInventory> Open => Spec.For<SeatInventory>(Given.Module).Given(Given.Opened());

    [Fact]
    public void Opening_makes_every_seat_that_is_not_blocked_free() => Spec.For<SeatInventory>(Given.Module)
        .WhenCreated(() => SeatInventory.Open(Given.Flight, [Given.Business, Given.Economy]))
        .Then(Given.Opened());

    [Fact]
    public void Holding_takes_seats_of_the_cabin() => Open
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 2, ["11A"], Until))
        .Then(Given.Held(Given.BookingId, 2, 15, "11A"));

    [Fact]
    public void Holding_again_for_the_same_booking_changes_nothing() => Open.Given(Given.Held(Given.BookingId, 2, 15))
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 2, [], Until))
        .ThenNothing();

    [Fact]
    public void More_seats_than_are_free_are_not_held() => Open.Given(Given.Held(Given.OtherId, 16, 1))
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 2, [], Until))
        .ThenBreaks<EnoughSeatsMustBeFreeRule>("2 seats are wanted in Economy, 1 are free. Choose another flight or fewer passengers.");

    [Fact]
    public void A_cabin_that_the_flight_does_not_have_has_no_free_seats() => Open
        .When(i => i.Hold(Given.BookingId, Cabin.First, 1, [], Until))
        .ThenBreaks<EnoughSeatsMustBeFreeRule>();

    [Theory]
    [InlineData("14F")]
    [InlineData("1A")]
    [InlineData("99Z")]
    public void A_seat_that_is_blocked_or_of_another_cabin_is_refused(string seat) => Open
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 1, [seat], Until))
        .ThenBreaks<SeatsMustBeOfTheCabinRule>();

    [Fact]
    public void A_seat_has_one_holder() => Open.Given(Given.Held(Given.OtherId, 1, 16, "11A"))
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 1, ["11A"], Until))
        .ThenBreaks<SeatsMustNotBeTakenRule>("11A is taken. Choose another seat from the seat map.");

    [Fact]
    public void Two_passengers_do_not_share_a_seat() => Open
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 2, ["11A", "11A"], Until))
        .ThenBreaks<SeatsMustBeDifferentRule>();

    [Fact]
    public void A_closed_flight_holds_nothing() => Open.Given(new CabinClosed(Given.Flight, Cabin.Economy), new SeatInventoryClosed(Given.Flight))
        .When(i => i.Hold(Given.BookingId, Cabin.Economy, 1, [], Until))
        .ThenBreaks<InventoryMustBeOpenRule>();

    [Fact]
    public void Releasing_frees_what_was_held() => Open.Given(Given.Held(Given.BookingId, 2, 15, "11A"))
        .When(i => i.Release(Given.BookingId))
        .Then(new SeatsReleased(Given.Flight, Given.BookingId, Cabin.Economy, 2, ["11A"], WereSold: false, 17));

    [Fact]
    public void Releasing_happens_once() =>
        Open.Given(Given.Held(Given.BookingId, 1, 16), new SeatsReleased(Given.Flight, Given.BookingId, Cabin.Economy, 1, [], WereSold: false, 17))
            .When(i => i.Release(Given.BookingId))
            .ThenNothing();

    [Fact]
    public void Selling_seats_a_party_together_where_a_row_has_room() =>
        Open.Given(Given.Held(Given.OtherId, 4, 13, "11A", "11B", "11C", "11D"), Given.Held(Given.BookingId, 3, 10))
            .When(i => i.Sell(Given.BookingId).ShouldBe(["12A", "12B", "12C"]))
            .Then(new SeatsSold(Given.Flight, Given.BookingId, Cabin.Economy, 3, ["12A", "12B", "12C"], 10));

    [Fact]
    public void Selling_keeps_the_seats_that_were_chosen() => Open.Given(Given.Held(Given.BookingId, 2, 15, "12F"))
        .When(i => i.Sell(Given.BookingId).ShouldBe(["11A"]))
        .Then(new SeatsSold(Given.Flight, Given.BookingId, Cabin.Economy, 2, ["12F", "11A"], 15));

    [Fact]
    public void Selling_again_changes_nothing() =>
        Open.Given(Given.Held(Given.BookingId, 1, 16), new SeatsSold(Given.Flight, Given.BookingId, Cabin.Economy, 1, ["11A"], 16))
            .When(i => i.Sell(Given.BookingId).ShouldBeEmpty())
            .ThenNothing();

    [Fact]
    public void Only_what_is_held_is_sold() => Open.When(i => i.Sell(Given.BookingId)).ThenBreaks<OnlyHeldSeatsCanBeSoldRule>();

    [Fact]
    public void Moving_gives_the_old_seat_back() => Open.Given(Given.Held(Given.BookingId, 1, 16, "11A"))
        .When(i => i.Move(Given.BookingId, ["14E"]))
        .Then(new SeatsMoved(Given.Flight, Given.BookingId, Cabin.Economy, ["11A"], ["14E"], AreSold: false))
        .ThenState(i => i.IsFree(Cabin.Economy, "11A").ShouldBeTrue());

    [Fact]
    public void Moving_to_the_same_seats_changes_nothing() => Open.Given(Given.Held(Given.BookingId, 2, 15, "11A", "11B"))
        .When(i => i.Move(Given.BookingId, ["11B", "11A"]))
        .ThenNothing();

    [Fact]
    public void Moving_to_a_taken_seat_is_refused() => Open.Given(Given.Held(Given.OtherId, 1, 16, "14E"), Given.Held(Given.BookingId, 1, 15, "11A"))
        .When(i => i.Move(Given.BookingId, ["14E"]))
        .ThenBreaks<SeatsMustNotBeTakenRule>();

    [Fact]
    public void Closing_leaves_nothing_to_be_had() => Open.Given(Given.Held(Given.BookingId, 2, 15))
        .When(i => i.Close())
        .Then(new CabinClosed(Given.Flight, Cabin.Business), new CabinClosed(Given.Flight, Cabin.Economy), new SeatInventoryClosed(Given.Flight))
        .ThenState(i => i.FreeIn(Cabin.Economy).ShouldBe(0));

    [Fact]
    public void What_comes_back_to_a_closed_flight_is_not_free() =>
        Open.Given(Given.Held(Given.BookingId, 2, 15), new CabinClosed(Given.Flight, Cabin.Economy), new SeatInventoryClosed(Given.Flight))
            .When(i => i.Release(Given.BookingId))
            .Then(new SeatsReleased(Given.Flight, Given.BookingId, Cabin.Economy, 2, [], WereSold: false, 0));

    [Fact]
    public void A_snapshot_holds_the_whole_state() => Open
        .Given(Given.Held(Given.OtherId, 3, 14, "11A"), Given.Held(Given.BookingId, 2, 12, "12A", "12B"))
        .Given(new SeatsSold(Given.Flight, Given.BookingId, Cabin.Economy, 2, ["12A", "12B"], 12))
        .When(i =>
        {
            var restored = (SeatInventory)Activator.CreateInstance(typeof(SeatInventory), nonPublic: true)!;
            restored.Restore(i.Capture());
            restored.Cabins.Select(c => (c.Held, c.Sold, c.Free)).ShouldBe(i.Cabins.Select(c => (c.Held, c.Sold, c.Free)));
            restored.IsFree(Cabin.Economy, "11A").ShouldBeFalse();
            restored.Bookings.ShouldBe(i.Bookings);
        })
        .ThenNothing();
}
