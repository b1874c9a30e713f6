using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Domain.Tickets;
using Contrail.Booking.Invariants;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Modules.Tests.Booking;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Invariants;

/// <summary>Each promise of Booking: kept on what is right, broken by what was planted.</summary>
public sealed class WhatBookingPromises : IAsyncLifetime
{
    private static readonly string Flights = $"flights.flight-{Given.Flight}";
    private static readonly string Seats = $"seat_inventory-{Given.Flight}";
    private static readonly string Bookings = $"flight_booking-{Given.BookingId}";
    private PlantedModule booking = null!;

    public async ValueTask InitializeAsync()
    {
        booking = await PlantedModule.StartAsync(Given.Module);
        await booking.PlantAsync(Flights, Given.Scheduled(Given.Flight, Given.Departure));
        await booking.PlantAsync(Bookings, Given.Reserved());
    }

    public ValueTask DisposeAsync() => booking.DisposeAsync();

    [Fact]
    public async Task All_hold_while_a_booking_is_reserved_and_after_it_was_confirmed()
    {
        await OpenAsync();
        await HoldAsync();
        await AllHoldAsync();

        await SellAsync("11A");
        await booking.PlantAsync(Bookings, Given.Confirmed());
        await booking.PlantAsync("ticket_stock-987", new TicketNumbersDrawn(1, 1, Given.BookingId));
        await booking.PlantAsync("ticket-9870000000001", Issued());

        await AllHoldAsync();
    }

    [Fact]
    public async Task More_seats_held_than_there_are_do_not_add_up()
    {
        await OpenAsync();
        await HoldAsync(count: 100);

        (await PlantedModule.DeviationsOf(new SeatsAddUp(booking.Modules))).ShouldHaveSingleItem().Text.ShouldContain("100 are held");
    }

    [Fact]
    public async Task A_seat_of_two_bookings_is_found()
    {
        await OpenAsync();
        await HoldAsync(seats: "11A");
        await HoldAsync(Given.OtherId, seats: "11A");

        (await PlantedModule.DeviationsOf(new NoSeatTwice(booking.Modules))).ShouldHaveSingleItem().Text.ShouldContain("seat 11A");
    }

    [Fact]
    public async Task Seats_without_a_booking_and_a_booking_without_seats_are_found()
    {
        await OpenAsync();
        await HoldAsync(Given.OtherId);

        var found = await PlantedModule.DeviationsOf(new HoldingsAreBookings(booking.Modules));

        found.Select(d => d.Stream).ShouldBe([$"flight_booking-{Given.OtherId}", Bookings], ignoreOrder: true);
    }

    [Fact]
    public async Task Seats_that_were_sold_to_a_booking_that_is_only_reserved_are_found()
    {
        await OpenAsync();
        await HoldAsync();
        await SellAsync("11A");

        (await PlantedModule.DeviationsOf(new HoldingsAreBookings(booking.Modules))).ShouldHaveSingleItem().Text.ShouldContain("Reserved and its seats");
    }

    [Fact]
    public async Task A_confirmed_booking_whose_ticket_was_voided_is_found()
    {
        await booking.PlantAsync(Bookings, Given.Confirmed());
        await booking.PlantAsync("ticket-9870000000001", Issued(), new TicketVoided(new TicketNumber("9870000000001"), Given.BookingId));

        (await PlantedModule.DeviationsOf(new TicketsAreForConfirmed(booking.Modules))).ShouldHaveSingleItem().Text.ShouldContain("0 live tickets, not 1");
    }

    [Fact]
    public async Task A_gap_in_the_numbers_and_a_number_without_its_ticket_are_found()
    {
        await booking.PlantAsync("ticket_stock-987", new TicketNumbersDrawn(1, 1, Given.BookingId), new TicketNumbersDrawn(3, 1, Given.BookingId));
        await booking.PlantAsync("ticket-9870000000001", Issued());

        (await PlantedModule.DeviationsOf(new TicketNumbersHaveNoGap(booking.Modules))).Select(d => d.Text)
            .ShouldBe(["After serial 1 came 3.", "Number 9870000000003 was drawn and there is no such ticket."]);
    }

    [Fact]
    public async Task A_hold_that_outlives_its_deadline_is_found()
    {
        booking.Clock.Advance(TimeSpan.FromMinutes(16));
        (await PlantedModule.DeviationsOf(new HoldsEnd(booking.Modules, booking.Clock))).ShouldBeEmpty("a minute and a half is allowed");

        booking.Clock.Advance(TimeSpan.FromMinutes(1));

        (await PlantedModule.DeviationsOf(new HoldsEnd(booking.Modules, booking.Clock))).ShouldHaveSingleItem().Text.ShouldContain("still holds its seats");
    }

    private static TicketIssued Issued() =>
        new(new TicketNumber("9870000000001"), Given.BookingId, "BCDFGH", "Ada Lovelace", PassengerType.Adult, [], Given.Now);

    private async Task AllHoldAsync()
    {
        IInvariant[] all =
        [
            new SeatsAddUp(booking.Modules), new NoSeatTwice(booking.Modules), new HoldingsAreBookings(booking.Modules), new TicketsAreForConfirmed(booking.Modules),
            new TicketNumbersHaveNoGap(booking.Modules), new HoldsEnd(booking.Modules, booking.Clock),
        ];
        foreach (var invariant in all)
        {
            (await PlantedModule.DeviationsOf(invariant)).ShouldBeEmpty(invariant.Name);
        }
    }

    // Booking opened the inventory of the flight by itself, without cabins.
    private Task OpenAsync() => booking.PlantAsync(
        $"{Seats}", new CabinOpened(Given.Flight, Given.Economy, Given.Economy.Capacity));

    private Task HoldAsync(FlightBookingId? holder = null, int count = 1, params string[] seats) => booking.PlantAsync(
        Seats, new SeatsHeld(Given.Flight, holder ?? Given.BookingId, Cabin.Economy, count, seats, Given.Now.AddMinutes(15), 0));

    private Task SellAsync(params string[] seats) => booking.PlantAsync(
        Seats, new SeatsSold(Given.Flight, Given.BookingId, Cabin.Economy, seats.Length, seats, 0));
}
