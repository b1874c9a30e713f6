using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.History;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

/// <summary>What travellers are told of their booking.</summary>
public sealed class BookingHistorySpecs
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(1);

    [Fact]
    public Task A_booking_that_was_paid_and_cancelled_tells_it_in_order() => ProjectionSpec.For(Given.Module, new BookingHistoryProjection())
        .Given(Given.ReservedFor([Given.Ada, Given.Byron, Given.Annabella], new SeatChoice(Given.Flight, 0, "11A"), new SeatChoice(Given.Flight, 1, "11B")))
        .GivenAt(Later, Given.Confirmed(), Given.Cancelled(CancellationReason.Traveller, wasConfirmed: true, 8500, 4000))
        .ThenAsync(new BookingHistoryRow(
            Given.BookingId,
            [
                new(Given.Now, BookingHistoryKind.Reserved, "2 seats are held. Pay in time to keep them.", Time: Given.Now.AddMinutes(15)),
                new(Given.Now, BookingHistoryKind.SeatsChosen, "Chosen seats: 11A, 11B."),
                new(Later, BookingHistoryKind.Confirmed, "The booking is confirmed and the ticket is issued."),
                new(
                    Later, BookingHistoryKind.Cancelled, "The traveller cancelled the booking. GBP 85.00 goes back, GBP 40.00 is kept.",
                    Reason: CancellationReason.Traveller, Refund: Given.Pounds(8500), Retained: Given.Pounds(4000)),
            ]));

    [Fact]
    public Task A_booking_that_nobody_paid_tells_that_nothing_was_charged() => ProjectionSpec.For(Given.Module, new BookingHistoryProjection())
        .Given(Given.Reserved(), new FlightBookingHoldExpiring(Given.BookingId, "BCDFGH", Given.Contact, Given.Now.AddMinutes(15)), Given.Expired())
        .Given(new FlightBookingReacquired(Given.BookingId, []), new FlightBookingSeatsChanged(Given.BookingId, [new SeatChoice(Given.Flight, 0, "12C")]))
        .Given(Given.Cancelled(CancellationReason.PaymentFailed, wasConfirmed: false, 0, 0))
        .ThenAsync(new BookingHistoryRow(
            Given.BookingId,
            [
                new(Given.Now, BookingHistoryKind.Reserved, "A seat is held. Pay in time to keep it.", Time: Given.Now.AddMinutes(15)),
                new(Given.Now, BookingHistoryKind.HoldExpiring, "The time to pay is nearly over.", Time: Given.Now.AddMinutes(15)),
                new(Given.Now, BookingHistoryKind.Expired, "Nobody paid in time. The seats were given back and nothing was charged."),
                new(Given.Now, BookingHistoryKind.Reacquired, "The payment came after the deadline, but there were still seats: the booking goes on."),
                new(Given.Now, BookingHistoryKind.SeatsChanged, "The seats are now 12C."),
                new(
                    Given.Now, BookingHistoryKind.Cancelled, "The booking was cancelled because it could not be paid. Nothing was charged.",
                    Reason: CancellationReason.PaymentFailed),
            ]));

    [Fact]
    public Task A_flight_keeps_what_was_told_of_it() => ProjectionSpec.For(Given.Module, new FlightNewsProjection())
        .Given(Given.Scheduled(Given.Flight, Given.Departure, Given.Economy))
        .Given(Delayed(90)).GivenAt(Later, new FlightCancelledV1(Given.Flight.Value, "Fog."))
        .ThenAsync(new FlightNewsRow(
            Given.Flight.Value,
            [
                new(Given.Now, BookingHistoryKind.FlightChanged, "Snow.", Given.Departure.AddMinutes(90), Given.Departure.AddMinutes(90).AddHours(8)),
                new(Later, BookingHistoryKind.FlightCancelled, "Fog."),
            ]));

    [Fact]
    public Task A_flight_without_news_has_no_row() => ProjectionSpec.For(Given.Module, new FlightNewsProjection())
        .Given(Given.Scheduled(Given.Flight, Given.Departure, Given.Economy)).ThenNothingAsync();

    [Fact]
    public void News_are_told_against_the_times_that_were_known_before_and_only_while_the_booking_lived()
    {
        var row = new FlightNewsRow(Given.Flight.Value, [News(-60, 30), News(0, 45), News(60, 90), News(120, 16 * 60), News(180, 17 * 60)]);

        var told = row.For(Given.Booked, from: Given.Now.AddMinutes(-1), until: Given.Now.AddMinutes(120)).ToList();

        told.Select(i => i.Text).ShouldBe(
        [
            "CT101 now leaves LHR at 09:45 instead of 09:00. Snow.",
            "CT101 now leaves LHR at 10:30 instead of 09:45. Snow.",
            "CT101 now leaves LHR at 01:00 on Tue 21 Apr instead of 10:30. Snow.",
        ]);
        told.ShouldAllBe(i => i.FlightId == Given.Flight.Value && i.Kind == BookingHistoryKind.FlightChanged);
        told[0].Time.ShouldBe(Given.Departure.AddMinutes(45));
    }

    [Theory]
    [InlineData(CancellationReason.FlightCancelled, 12500, 0, "The booking was cancelled because the airline does not fly. All of the GBP 125.00 goes back.")]
    [InlineData(CancellationReason.Staff, 12500, 0, "Our staff cancelled the booking for the traveller. All of the GBP 125.00 goes back.")]
    [InlineData(CancellationReason.Traveller, 0, 12500, "The traveller cancelled the booking. By the fare's conditions nothing goes back.")]
    public void What_becomes_of_the_money_is_told_with_the_reason(CancellationReason reason, long refund, long retained, string told) =>
        Plain.Cancelled(Given.Cancelled(reason, wasConfirmed: true, refund, retained)).ShouldBe(told);

    [Fact]
    public void Other_arrival_times_alone_are_told_as_such() =>
        Plain.FlightChanged(Given.Booked, Given.Departure, Given.Departure.AddHours(9), "Headwind.").ShouldBe("CT101 now arrives in JFK at 18:00 instead of 17:00. Headwind.");

    private static FlightChangedV1 Delayed(int minutes) =>
        new(Given.Flight.Value, Given.Departure.AddMinutes(minutes), Given.Departure.AddMinutes(minutes).AddHours(8), "Snow.");

    private static FlightNews News(int at, int delay) => new(
        Given.Now.AddMinutes(at), BookingHistoryKind.FlightChanged, "Snow.", Given.Departure.AddMinutes(delay), Given.Departure.AddMinutes(delay).AddHours(8));
}
