using System.Net;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>A host that holds seats for seconds and whose payment service answers some cards later than that.</summary>
public sealed class ShortHoldHost() : JourneyHost(["--hold", "6s", "--webhook-delay", "10s"]);

/// <summary>Nobody pays in time; or somebody does, and the answer comes too late.</summary>
[Trait("Category", "Slow")]
public sealed class ExpiringHolds(ShortHoldHost host) : IClassFixture<ShortHoldHost>
{
    [Fact]
    public async Task A_hold_that_nobody_pays_expires_by_itself_and_the_seats_come_back()
    {
        var flight = await host.FlightAsync(seats: 1);
        var (buyer, orderer, later) = (host.NewBuyer(), host.NewBuyer(), host.NewBuyer());
        var offer = await flight.OfferAsync(buyer);
        (await buyer.BookAsync(offer)).Expect();
        (await later.BookAsync(offer)).Status.ShouldBe(HttpStatusCode.Conflict);

        await host.BookingAsync(buyer, b => (string)b["status"]! == "expired");

        await Quiet.WaitAsync(host.Admin);
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 0, 1));
        (await host.LettersAsync(buyer)).ShouldBe(["booking_expired", "hold_expiring", "hold_placed"]);
        (await buyer.OrderAsync()).Status.ShouldBe(HttpStatusCode.Conflict);
        (await orderer.BookAsync(offer)).Expect();
        (await orderer.OrderAsync()).Expect();
        ((string)(await orderer.SettleAsync())["status"]!).ShouldBe("expired");
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task A_payment_that_is_answered_after_the_hold_expired_takes_the_seats_again()
    {
        var (buyer, flight) = await PayLateAsync();

        await host.BookingAsync(buyer, b => (string)b["status"]! == "expired");
        var order = await buyer.SettleAsync();

        ((string)order["status"]!).ShouldBe("confirmed");
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task A_payment_that_is_answered_after_the_seats_were_sold_to_another_is_let_go()
    {
        var (buyer, flight) = await PayLateAsync();
        await host.BookingAsync(buyer, b => (string)b["status"]! == "expired");
        var other = host.NewBuyer();

        var bought = await other.PurchaseAsync(await flight.OfferAsync(other));
        var order = await buyer.SettleAsync();

        ((string)bought["status"]!).ShouldBe("confirmed");
        ((string)order["status"]!).ShouldBe("failed");
        order["payments"]!.AsArray().Select(p => (string)p!["status"]!).ShouldBe(["voided"]);
        host.LedgerOf(buyer).Select(e => e.Kind).Order().ShouldBe(["authorization", "void"]);
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 1, 0));
    }

    private async Task<(Buyer Buyer, SmallFlight Flight)> PayLateAsync()
    {
        var flight = await host.FlightAsync(seats: 1);
        var buyer = host.NewBuyer();
        (await buyer.BookAsync(await flight.OfferAsync(buyer))).Expect();
        (await buyer.OrderAsync()).Expect();
        (await buyer.PayAsync(Cards.Late)).Expect();
        return (buyer, flight);
    }
}
