using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Domain.Tickets;
using Contrail.Booking.Features;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

/// <summary>What happens when everything works together.</summary>
public sealed class BookingFlows
{
    private static readonly CabinLayout OneSeat = new(Cabin.Economy, "A", ["1"], [], []);
    private static readonly TimeSpan PastTheDeadline = TimeSpan.FromMinutes(15.6);
    private static readonly Requester Guest = new(null, HasToken: true, IsStaff: false);

    [Fact]
    public async Task Of_500_who_want_the_last_seat_one_gets_it()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, OneSeat);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => KeyOfRefusalAsync(work.ReserveAsync(Wish(Given.Ada)))));

        answers.Count(key => key is null).ShouldBe(1);
        answers.Count(key => key == "SeatInventory_Not_Enough_Free_Seats").ShouldBe(499);
        var cabin = await work.EconomyAsync(Given.Flight);
        (cabin.Held, cabin.Sold, cabin.Free).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Two_flights_are_held_both_or_none()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        await work.ScheduleAsync(Given.Onward, OneSeat);
        var both = Wish(Given.Ada) with { Offer = Given.Offer(Given.Ada) with { FlightIds = [Given.Flight.Value, Given.Onward.Value] } };

        (await KeyOfRefusalAsync(work.ReserveAsync(both))).ShouldBeNull();
        (await KeyOfRefusalAsync(work.ReserveAsync(both))).ShouldBe("SeatInventory_Not_Enough_Free_Seats");

        (await work.EconomyAsync(Given.Flight)).Held.ShouldBe(1);
        (await work.EconomyAsync(Given.Onward)).Held.ShouldBe(1);
    }

    [Fact]
    public async Task A_hold_expires_by_itself_and_the_seats_come_back()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, OneSeat);
        var reserved = (await work.ReserveAsync(Wish(Given.Ada))).Result;

        await work.AdvanceUntilAsync(TimeSpan.FromMinutes(10), reserved.Id, b => b.Version == 2);
        work.Told<FlightBookingHoldExpiringV1>().Single().BookingId.ShouldBe(reserved.Id.ToString());
        await work.AdvanceUntilAsync(TimeSpan.FromMinutes(5.6), reserved.Id, FlightBookingStatus.Expired);

        (await work.EconomyAsync(Given.Flight)).Free.ShouldBe(1);
        work.Told<FlightBookingExpiredV1>().Single().BookingId.ShouldBe(reserved.Id.ToString());
        work.Told<SeatAvailabilityChangedV1>().Select(a => a.Free).ShouldBe([1, 0, 1]);
    }

    [Fact]
    public async Task A_paid_booking_has_seats_and_tickets_and_never_expires()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        var reserved = (await work.ReserveAsync(Wish(Given.Ada, Given.Byron, Given.Annabella))).Result;

        await work.ExecuteAsync(new ConfirmFlightBooking(reserved.Id.ToString(), Given.Order));
        await work.SettledAsync();

        var confirmed = work.Told<FlightBookingConfirmedV1>().Single();
        confirmed.Tickets.Select(t => t.Number).ShouldBe(["9870000000001", "9870000000002", "9870000000003"]);
        confirmed.Tickets.Select(t => t.Seats).ShouldBe([["11A"], ["11B"], []]);
        (await work.Module.StateAsync<Ticket>(TicketNumber.Of(2))).Coupons.Single().Seat.ShouldBe("11B");
        (await work.Module.Log.ReadNextDueAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        (await work.Module.FindAsync<BookingRow>("bookings", reserved.Id))!.Status.ShouldBe(FlightBookingStatus.Confirmed);
    }

    [Fact]
    public async Task A_payment_after_expiry_takes_the_seats_again()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        var reserved = (await work.ReserveAsync(Wish([new SeatChoice(Given.Flight, 0, "12C")], Given.Ada, Given.Byron))).Result;
        await work.AdvanceUntilAsync(PastTheDeadline, reserved.Id, FlightBookingStatus.Expired);
        await work.ReserveAsync(Wish([new SeatChoice(Given.Flight, 0, "12C")], Given.Ada));

        await work.ExecuteAsync(new ConfirmFlightBooking(reserved.Id.ToString(), Given.Order));

        var booking = await work.BookingAsync(reserved.Id);
        booking.Status.ShouldBe(FlightBookingStatus.Confirmed);
        booking.SeatsOn(Given.Flight).ShouldBe(["11A", "11B"], "the chosen seat has gone to somebody else");
    }

    [Fact]
    public async Task A_payment_after_expiry_is_refused_when_the_seats_are_gone()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, OneSeat);
        var reserved = (await work.ReserveAsync(Wish(Given.Ada))).Result;
        await work.AdvanceUntilAsync(PastTheDeadline, reserved.Id, FlightBookingStatus.Expired);
        await work.ReserveAsync(Wish(Given.Ada));

        (await KeyOfRefusalAsync(work.ExecuteAsync(new ConfirmFlightBooking(reserved.Id.ToString(), Given.Order)))).ShouldBe("FlightBooking_Seats_Are_Gone");

        (await work.BookingAsync(reserved.Id)).Status.ShouldBe(FlightBookingStatus.Expired);
        (await work.Module.StateAsync<TicketStock>(TicketNumber.AccountingCode)).Version.ShouldBe(0, "what is refused draws no ticket number");
    }

    [Fact]
    public async Task A_cancelled_flight_cancels_every_booking_on_it_once()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        await work.ScheduleAsync(Given.Onward, Given.Economy);
        var both = Wish(Given.Ada) with { Offer = Given.Offer(Given.Ada) with { FlightIds = [Given.Flight.Value, Given.Onward.Value] } };
        var paid = (await work.ReserveAsync(both)).Result.Id;
        await work.ExecuteAsync(new ConfirmFlightBooking(paid.ToString(), Given.Order));
        var unpaid = (await work.ReserveAsync(Wish(Given.Ada))).Result.Id;

        await work.TellAsync(Given.Flight, new FlightCancelledV1(Given.Flight.Value, "Fog"));

        var cancelled = work.Told<FlightBookingCancelledV1>();
        cancelled.Select(c => c.BookingId).ShouldBe([paid.ToString(), unpaid.ToString()], ignoreOrder: true);
        cancelled.ShouldAllBe(c => c.Reason == CancellationReason.FlightCancelled && c.Text == "Fog" && c.Retained.IsZero);
        cancelled.Single(c => c.WasConfirmed).Refund.ShouldBe(Given.Pounds(12500));
        (await work.EconomyAsync(Given.Onward)).Sold.ShouldBe(0);
        (await work.Module.StateAsync<Ticket>(TicketNumber.Of(1))).Status.ShouldBe(TicketStatus.Voided);
        (await KeyOfRefusalAsync(work.ReserveAsync(Wish(Given.Ada)))).ShouldBe("FlightBooking_Flights_Must_Not_Be_Cancelled");
    }

    [Fact]
    public async Task The_same_command_twice_has_one_effect_and_one_answer()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        var command = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => work.ReserveAsync(Wish(Given.Ada), command)));

        answers.Select(a => a.Result.Reference).Distinct().Count().ShouldBe(1);
        answers.Count(a => !a.IsReplay).ShouldBe(1);
        (await work.EconomyAsync(Given.Flight)).Held.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_twice_gives_back_once()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        var id = (await work.ReserveAsync(Wish(Given.Ada))).Result.Id;
        await work.ExecuteAsync(new ConfirmFlightBooking(id.ToString(), Given.Order));

        await work.ExecuteAsync(new CancelBooking(id, Guest, null));
        await work.ExecuteAsync(new CancelBooking(id, Guest, null));
        await work.SettledAsync();

        var cancelled = work.Told<FlightBookingCancelledV1>().Single();
        (cancelled.Refund, cancelled.Retained).ShouldBe((Given.Pounds(8500), Given.Pounds(4000)));
        (await work.EconomyAsync(Given.Flight)).Free.ShouldBe(17);
        (await work.Module.FindAsync<BookingRow>("bookings", id))!.Tickets.Single().Status.ShouldBe(TicketStatus.Voided);
    }

    [Fact]
    public async Task Somebody_elses_booking_does_not_exist()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        var id = (await work.ReserveAsync(Wish(Given.Ada) with { UserId = "ada" })).Result.Id;

        (await KeyOfRefusalAsync(work.ExecuteAsync(new CancelBooking(id, new Requester("eve", false, false), null)))).ShouldBe("Booking_Not_Found");
        (await KeyOfRefusalAsync(work.ExecuteAsync(new CancelBooking(id, new Requester(null, false, false), null)))).ShouldBe("Booking_Not_Found");
        (await KeyOfRefusalAsync(work.ExecuteAsync(new CancelBooking(id, new Requester("ada", false, false), IfVersion: 7)))).ShouldBe("FlightBooking_Has_Changed");
        (await KeyOfRefusalAsync(work.ExecuteAsync(new CancelBooking(id, new Requester("ada", false, false), IfVersion: 1)))).ShouldBeNull();
    }

    [Fact]
    public async Task Two_passengers_swap_their_seats_on_map_and_ticket()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Economy);
        var id = (await work.ReserveAsync(Wish(Given.Ada, Given.Byron))).Result.Id;
        await work.ExecuteAsync(new ConfirmFlightBooking(id.ToString(), Given.Order));

        await work.ExecuteAsync(new ChangeSeats(id, [new(Given.Flight, 0, "11B"), new(Given.Flight, 1, "14A")], Guest, null));
        await work.SettledAsync();

        (await work.Module.StateAsync<Ticket>(TicketNumber.Of(1))).Coupons.Single().Seat.ShouldBe("11B");
        (await work.Module.StateAsync<Ticket>(TicketNumber.Of(2))).Coupons.Single().Seat.ShouldBe("14A");
        (await work.Module.FindAsync<FlightSeatsRow>("flight_seats", Given.Flight))!.SoldSeats.ShouldBe(["11B", "14A"]);
    }

    [Fact]
    public async Task The_seat_map_adds_up_and_read_models_equal_their_rebuild()
    {
        await using var work = await BookingAtWork.StartAsync();
        await work.ScheduleAsync(Given.Flight, Given.Business, Given.Economy);
        var paid = (await work.ReserveAsync(Wish(Given.Ada, Given.Byron))).Result.Id;
        await work.ExecuteAsync(new ConfirmFlightBooking(paid.ToString(), Given.Order));
        await work.ReserveAsync(Wish([new SeatChoice(Given.Flight, 0, "14C")], Given.Ada));
        await work.SettledAsync();

        var row = (await work.Module.FindAsync<FlightSeatsRow>("flight_seats", Given.Flight))!;
        row.Cabins.Select(c => (c.Capacity, c.Held, c.Sold, c.Free)).ShouldBe([(4, 0, 0, 4), (17, 1, 2, 14)]);
        row.HeldSeats.ShouldBe(["14C"]);
        row.SoldSeats.ShouldBe(["11A", "11B"]);
        (await work.Module.VerifyAsync(cancellation: TestContext.Current.CancellationToken)).ReadModels.ShouldAllBe(r => r.Differences.Count == 0);
    }

    private static Reservation Wish(params Passenger[] passengers) => Wish([], passengers);

    private static Reservation Wish(IReadOnlyList<SeatChoice> seats, params Passenger[] passengers) =>
        new(Given.Offer(passengers) with { PriceGuaranteedUntil = Given.Now.AddDays(1) }, passengers, seats, Given.Contact, null);

    private static async Task<string?> KeyOfRefusalAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal.Key;
        }
    }
}
