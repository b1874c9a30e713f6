using Contrail.Booking;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Domain.Tickets;
using Contrail.Booking.Features;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Booking.Reactions;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

public sealed class BookingReadModelSpecs
{
    private static readonly FlightScheduledV1 Scheduled = Given.Scheduled(Given.Flight, Given.Departure, Given.Economy);
    private static readonly CabinOpened Opened = new(Given.Flight, Given.Economy, 17);

    private static readonly FlightSeatsRow Empty = new(
        Given.Flight.Value, "CT101", "LHR", "JFK", Given.Departure.ToUniversalTime(), Given.Departure.AddHours(8).ToUniversalTime(), FlightStatus.Scheduled, IsOpen: true,
        [new CabinRow(Given.Economy, 17, 0, 0)], [], []);

    [Fact]
    public Task A_flight_shows_what_is_held_and_sold() => ProjectionSpec.For(Given.Module, new FlightSeatsProjection())
        .Given(Scheduled, new SeatInventoryOpened(Given.Flight), Opened)
        .Given(Given.Held(Given.BookingId, 2, 15, "11A"), Given.Held(Given.OtherId, 3, 12, "12A"))
        .Given(new SeatsSold(Given.Flight, Given.BookingId, Cabin.Economy, 2, ["11A", "11B"], 12))
        .ThenAsync(Empty with { Cabins = [new CabinRow(Given.Economy, 17, 3, 2)], HeldSeats = ["12A"], SoldSeats = ["11A", "11B"] });

    [Fact]
    public Task What_is_released_is_free_again() => ProjectionSpec.For(Given.Module, new FlightSeatsProjection())
        .Given(Scheduled, new SeatInventoryOpened(Given.Flight), Opened, Given.Held(Given.BookingId, 2, 15, "11A"))
        .Given(new SeatsMoved(Given.Flight, Given.BookingId, Cabin.Economy, ["11A"], ["14A"], AreSold: false))
        .Given(new SeatsReleased(Given.Flight, Given.BookingId, Cabin.Economy, 2, ["14A"], WereSold: false, 17))
        .ThenAsync(Empty);

    [Fact]
    public Task A_cancelled_flight_is_closed() => ProjectionSpec.For(Given.Module, new FlightSeatsProjection())
        .Given(Scheduled, new SeatInventoryOpened(Given.Flight), Opened)
        .Given(new FlightCancelledV1(Given.Flight.Value, "Fog"), new CabinClosed(Given.Flight, Cabin.Economy), new SeatInventoryClosed(Given.Flight))
        .ThenAsync(Empty with { Status = FlightStatus.Cancelled, IsOpen = false, ClosedAt = 6 });

    [Fact]
    public Task Who_holds_what_is_known_until_when() => ProjectionSpec.For(Given.Module, new SeatHoldingsProjection())
        .Given(Given.Held(Given.BookingId, 2, 15, "11A"))
        .ThenAsync(new SeatHoldingRow(
            $"{Given.Flight}/{Given.BookingId}", Given.Flight.Value, Given.BookingId, Cabin.Economy, 2, ["11A"], HoldingStatus.Held, Given.Now.AddMinutes(15)));

    [Fact]
    public Task What_was_given_back_is_known_with_its_place_in_the_story_of_the_flight() => ProjectionSpec.For(Given.Module, new SeatHoldingsProjection())
        .Given(Given.Held(Given.BookingId, 2, 15, "11A"), new SeatsReleased(Given.Flight, Given.BookingId, Cabin.Economy, 2, ["11A"], WereSold: false, 17))
        .ThenAsync(new SeatHoldingRow(
            $"{Given.Flight}/{Given.BookingId}", Given.Flight.Value, Given.BookingId, Cabin.Economy, 2, ["11A"], HoldingStatus.Released, null, ReleasedAt: 2));

    [Fact]
    public Task A_cancelled_booking_shows_what_was_given_back_and_that_its_ticket_is_void() => ProjectionSpec.For(Given.Module, new BookingDetailsProjection())
        .Given(Given.Reserved(), Given.Confirmed(), Given.Cancelled(CancellationReason.Traveller, wasConfirmed: true, 8500, 4000))
        .Given(new TicketVoided(TicketNumber.Of(1), Given.BookingId))
        .ThenAsync(new BookingRow(
            Given.BookingId, "BCDFGH", null, "ada@example.org", FlightBookingStatus.Cancelled, Given.Contact, [Given.Booked], Cabin.Economy, FareFamily.Standard, [Given.Ada],
            Given.Confirmed().Seats, [new IssuedTicket("9870000000001", "Ada Lovelace", TicketStatus.Voided)], Given.Offer().Price, Given.Pounds(12500), Given.Pounds(4000),
            Given.Now, Given.Now.AddMinutes(15), Given.Order, CancellationReason.Traveller, new Settlement(Given.Pounds(8500), Given.Pounds(4000)), Version: 3, Position: 1,
            "bcdfgh ada@example.org ada lovelace 9870000000001"));

    [Fact]
    public void A_scheduled_flight_gets_an_inventory() =>
        ReactionSpec.For(Given.Module, new OnFlightScheduled()).Given(Scheduled).Then(new OpenSeatInventory(Given.Flight, [Given.Economy]));

    [Fact]
    public void A_cancelled_flight_loses_its_inventory() =>
        ReactionSpec.For(Given.Module, new OnFlightCancelled()).Given(new FlightCancelledV1(Given.Flight.Value, "Fog")).Then(new CloseSeatInventory(Given.Flight, "Fog"));

    [Fact]
    public void People_are_told_an_earlier_deadline_than_is_enforced_and_never_one_after_sales_close()
    {
        var options = new BookingOptions();
        options.DeadlineFrom(Given.Now, Given.Departure).ShouldBe(new PaymentDeadline(Given.Now.AddMinutes(15), Given.Now.AddMinutes(15.5)));
        options.DeadlineFrom(Given.Now, Given.Now.AddMinutes(40)).PayBefore.ShouldBe(Given.Now.AddMinutes(10));
    }
}
