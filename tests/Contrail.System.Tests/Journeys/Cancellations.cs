using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Paid bookings that end: by the traveller's wish, or because the flight does not take place.</summary>
[Collection(SharingAHost.Name)]
public sealed class Cancellations(JourneyHost host)
{
    [Theory]
    [InlineData("light")]
    [InlineData("standard")]
    [InlineData("flex")]
    public async Task What_goes_back_is_what_the_fare_promises(string family)
    {
        var flight = await host.FlightAsync(seats: 9);
        var buyer = host.NewBuyer();
        var offer = await flight.OfferAsync(buyer, family, adults: 2);
        await buyer.PurchaseAsync(offer, adults: 2);

        var cancelled = (await buyer.Guest.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation", null, $"{buyer.Name}-cancel")).Expect();

        var (total, fee) = (Answer.MinorOf(offer["total"]!), Answer.MinorOf(offer["cancellationFee"]!));
        (fee == 0).ShouldBe(family == "flex");
        (Answer.MinorOf(cancelled["refund"]!), Answer.MinorOf(cancelled["retained"]!)).ShouldBe((total - fee, fee));
        var order = await host.OrderAsync(buyer, o => (string?)o["refunds"]!.AsArray().FirstOrDefault()?["status"] == "refunded");
        ((string)order["status"]!).ShouldBe("cancelled");
        host.LedgerOf(buyer).Where(e => e.Kind == "refund").Select(e => e.Minor).ShouldBe([total - fee]);
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 0, 9));
    }

    [Fact]
    public async Task What_is_told_before_is_what_goes_back_to_travellers_and_to_staff()
    {
        var flight = await host.FlightAsync(seats: 9);
        foreach (var isStaff in new[] { false, true })
        {
            var buyer = host.NewBuyer();
            await buyer.PurchaseAsync(await flight.OfferAsync(buyer, "light"));
            await host.BookingAsync(buyer, b => (string)b["status"]! == "confirmed");
            var caller = isStaff ? host.Admin : buyer.Guest;

            var quote = (await caller.GetAsync($"/api/bookings/{buyer.BookingId}/cancellation-quote")).Expect();
            var shown = (await caller.GetAsync($"/api/bookings/{buyer.BookingId}")).Expect()["cancellation"]!;
            var cancelled = (await caller.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation")).Expect();

            (Answer.MinorOf(quote["retained"]!) == 0).ShouldBe(isStaff, "the fare's fee is for travellers");
            JsonNode.DeepEquals(quote["refund"], cancelled["refund"]).ShouldBeTrue();
            JsonNode.DeepEquals(quote["retained"], cancelled["retained"]).ShouldBeTrue();
            JsonNode.DeepEquals(shown, quote).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task When_a_flight_is_cancelled_everybody_is_refunded_once_and_told_once()
    {
        var flight = await host.FlightAsync(seats: 24);
        var offer = await flight.OfferAsync(host.NewBuyer(), "light");
        var paid = Enumerable.Range(0, 12).Select(_ => host.NewBuyer()).ToList();
        await Task.WhenAll(paid.Select(buyer => buyer.PurchaseAsync(offer)));
        var placed = host.NewBuyer();
        (await placed.BookAsync(offer)).Expect();
        (await placed.OrderAsync()).Expect();
        var held = host.NewBuyer();
        (await held.BookAsync(offer)).Expect();

        var operations = await Staff.OperationsAsync(host.Client);
        var reason = new { reason = "The runway is closed." };
        var cancelled = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => operations.PostAsync($"/api/flights/{flight.Id}/cancellation", reason, $"cancel-{flight.Id}")));

        cancelled.ShouldAllBe(a => a.IsSuccess);
        foreach (var buyer in paid)
        {
            var order = await host.OrderAsync(buyer, o => (string?)o["refunds"]!.AsArray().FirstOrDefault()?["status"] == "refunded");
            order["refunds"]!.AsArray().Count.ShouldBe(1);
            Answer.MinorOf(order["refunds"]![0]!["amount"]!).ShouldBe(Answer.MinorOf(offer["total"]!));
        }

        await host.OrderAsync(placed, o => (string)o["status"]! == "cancelled");
        await host.BookingAsync(held, b => (string)b["status"]! == "cancelled");
        await host.AuditAsync();
        foreach (var buyer in paid)
        {
            (await host.LettersAsync(buyer)).ShouldBe(["booking_cancelled", "booking_confirmed", "hold_placed", "receipt", "refund"]);
        }

        (await host.LettersAsync(held)).ShouldBe(["booking_cancelled", "hold_placed"]);
        (await host.NewBuyer().BookAsync(offer)).Status.ShouldBe(global::System.Net.HttpStatusCode.Conflict);
    }
}
