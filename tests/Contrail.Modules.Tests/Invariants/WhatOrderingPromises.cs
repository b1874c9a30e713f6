using Contrail.Contracts.Booking;
using Contrail.Modules.Tests.Ordering;
using Contrail.Ordering;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Invariants;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Invariants;

/// <summary>Each promise of Ordering: kept on what is right, broken by what was planted.</summary>
public sealed class WhatOrderingPromises : IAsyncLifetime
{
    private static readonly string Order = $"order-{Given.Id}";
    private PlantedModule ordering = null!;

    public async ValueTask InitializeAsync()
    {
        ordering = await PlantedModule.StartAsync(new OrderingModule());
        await ordering.PlantAsync(Order, Given.Drafted);
    }

    public ValueTask DisposeAsync() => ordering.DisposeAsync();

    [Fact]
    public async Task A_confirmed_order_was_paid_and_has_its_tickets()
    {
        await TicketsAsync();
        await ordering.PlantAsync("payments.payment-p1", Given.Started(), Given.Authorized(), Given.Captured());
        await ordering.PlantAsync(Order, Given.Paid, Given.Confirmed);

        (await PlantedModule.DeviationsOf(new ConfirmedOrdersArePaid(ordering.Modules))).ShouldBeEmpty();
        (await PlantedModule.DeviationsOf(new EndedOrdersKeepNoMoney(ordering.Modules))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_confirmed_order_that_nobody_paid_is_found()
    {
        await TicketsAsync();
        await ordering.PlantAsync(Order, Given.Confirmed);

        (await PlantedModule.DeviationsOf(new ConfirmedOrdersArePaid(ordering.Modules))).ShouldHaveSingleItem().Text.ShouldContain("nothing was taken");
    }

    [Fact]
    public async Task A_confirmed_order_without_tickets_is_found()
    {
        await ordering.PlantAsync("payments.payment-p1", Given.Started(), Given.Authorized(), Given.Captured());
        await ordering.PlantAsync(Order, Given.Confirmed);

        (await PlantedModule.DeviationsOf(new ConfirmedOrdersArePaid(ordering.Modules))).Count.ShouldBe(2, "neither booking was confirmed");
    }

    [Fact]
    public async Task Money_that_was_taken_for_an_order_that_failed_is_found_and_what_is_reserved_is_in_motion()
    {
        await ordering.PlantAsync("payments.payment-p1", Given.Started(), Given.Authorized());
        await ordering.PlantAsync(Order, new OrderFailed(Given.Id, Given.Contact, "Nothing fits."));
        var reserved = (await PlantedModule.DeviationsOf(new EndedOrdersKeepNoMoney(ordering.Modules))).ShouldHaveSingleItem();
        await ordering.PlantAsync("payments.payment-p1", Given.Captured());
        var taken = (await PlantedModule.DeviationsOf(new EndedOrdersKeepNoMoney(ordering.Modules))).ShouldHaveSingleItem();

        reserved.IsInMotion.ShouldBeTrue();
        taken.IsInMotion.ShouldBeFalse();
        taken.Text.ShouldContain("was taken");
    }

    private async Task TicketsAsync()
    {
        foreach (var line in Given.Drafted.Lines)
        {
            await ordering.PlantAsync(
                $"booking.flight_booking-{line.BookingId}",
                new FlightBookingReservedV1(line.BookingId, line.Reference, "u1", Given.Contact, [], 1, line.Price, Given.PayBefore),
                Given.Issued(line.BookingId));
        }
    }
}
