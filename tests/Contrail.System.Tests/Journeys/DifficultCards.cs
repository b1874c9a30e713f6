using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Payments that do not go well at once.</summary>
[Collection(SharingAHost.Name)]
public sealed class DifficultCards(JourneyHost host)
{
    [Fact]
    public async Task After_a_declined_card_another_one_pays()
    {
        var (buyer, flight) = await PlaceAsync();

        (await buyer.PayAsync(Cards.Declined)).Expect();
        var declined = await buyer.SettleAsync(o => (int?)o["attemptsLeft"] == 2);
        (await buyer.PayAsync(Cards.Good, attempt: 2)).Expect();
        var paid = await buyer.SettleAsync();

        ((string)declined["status"]!).ShouldBe("awaitingPayment");
        ((string?)declined["reason"]).ShouldNotBeNullOrEmpty();
        ((string)paid["status"]!).ShouldBe("confirmed");
        paid["payments"]!.AsArray().Select(p => (string)p!["status"]!).ShouldBe(["failed", "captured"]);
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 1, 8));
        (await host.LettersAsync(buyer)).ShouldContain("payment_declined");
    }

    [Fact]
    public async Task Three_declined_cards_end_the_order_and_the_seats_come_back()
    {
        var (buyer, flight) = await PlaceAsync();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            (await buyer.PayAsync(Cards.Declined, attempt)).Expect();
            await buyer.SettleAsync(o => (int?)o["attemptsLeft"] == 3 - attempt);
        }

        ((string)(await buyer.SettleAsync())["status"]!).ShouldBe("failed");
        (await buyer.PayAsync(Cards.Good, attempt: 4)).Status.ShouldBe(global::System.Net.HttpStatusCode.Conflict);
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 0, 9));
        host.LedgerOf(buyer).ShouldAllBe(e => e.Outcome == "declined");
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_charging_charges_once()
    {
        var (buyer, _) = await PlaceAsync();

        (await buyer.PayAsync(Cards.AnswerLost)).Expect();

        ((string)(await buyer.SettleAsync())["status"]!).ShouldBe("confirmed");
        await host.AuditAsync();
        host.LedgerOf(buyer).Where(e => e.Outcome == "approved").Select(e => e.Kind).Order().ShouldBe(["authorization", "capture"]);
    }

    [Fact]
    public async Task A_card_that_is_never_answered_ends_within_a_minute_and_nothing_is_charged()
    {
        var (buyer, _) = await PlaceAsync();

        (await buyer.PayAsync(Cards.Silent)).Expect();
        var silent = await buyer.SettleAsync(o => o["payments"]!.AsArray().Any(p => (string)p!["status"]! == "failed")).WaitAsync(TimeSpan.FromMinutes(1));

        ((string?)silent["payments"]![0]!["reason"]).ShouldNotBeNull().ShouldContain("nothing was done");
        host.LedgerOf(buyer).ShouldNotContain(e => e.Outcome == "approved");
        await buyer.SettleAsync(o => (int?)o["attemptsLeft"] == 2);
        (await buyer.PayAsync(Cards.Good, attempt: 2)).Expect();
        ((string)(await buyer.SettleAsync())["status"]!).ShouldBe("confirmed");
        await host.AuditAsync();
    }

    private async Task<(Buyer Buyer, SmallFlight Flight)> PlaceAsync()
    {
        var flight = await host.FlightAsync(seats: 9);
        var buyer = host.NewBuyer();
        (await buyer.BookAsync(await flight.OfferAsync(buyer))).Expect();
        (await buyer.OrderAsync()).Expect();
        return (buyer, flight);
    }
}
