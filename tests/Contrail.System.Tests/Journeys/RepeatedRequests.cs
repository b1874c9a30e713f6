using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Each request of a purchase is sent fifty times at once: it has one effect, and everybody gets an equal answer.</summary>
[Collection(SharingAHost.Name)]
public sealed class RepeatedRequests(JourneyHost host)
{
    private const int Times = 50;

    [Fact]
    public async Task The_same_request_50_times_at_once_has_one_effect()
    {
        var flight = await host.FlightAsync(seats: 9);
        var buyer = host.NewBuyer();
        var offer = await flight.OfferAsync(buyer, "standard");

        await AtOnceAsync(HttpStatusCode.Created, () => buyer.BookAsync(offer));
        await Quiet.WaitAsync(host.Admin);
        (await flight.CountAsync(host.Admin)).ShouldBe((1, 0, 8));

        await AtOnceAsync(HttpStatusCode.Created, () => buyer.Guest.PostAsync("/api/orders", new { bookingIds = new[] { buyer.BookingId } }, $"{buyer.Name}-order"));
        await AtOnceAsync(HttpStatusCode.OK, () => buyer.OrderAsync());
        (await host.Admin.ListAsync($"/api/orders?email={buyer.Name}@example.org")).Count.ShouldBe(1);

        await AtOnceAsync(HttpStatusCode.Accepted, () => buyer.PayAsync());
        var order = await buyer.SettleAsync();
        ((string)order["status"]!, order["payments"]!.AsArray().Count).ShouldBe(("confirmed", 1));
        host.LedgerOf(buyer).Select(e => e.Kind).Order().ShouldBe(["authorization", "capture"]);

        await AtOnceAsync(HttpStatusCode.OK, () => buyer.Guest.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation", null, $"{buyer.Name}-cancel"));
        await host.OrderAsync(buyer, o => (string?)o["refunds"]!.AsArray().FirstOrDefault()?["status"] == "refunded");
        await host.AuditAsync();
        host.LedgerOf(buyer).Select(e => e.Kind).Order().ShouldBe(["authorization", "capture", "refund"]);
        (await host.LettersAsync(buyer)).ShouldBe(["booking_cancelled", "booking_confirmed", "hold_placed", "receipt", "refund"]);
    }

    [Fact]
    public async Task Cancelling_twice_refunds_once_also_without_a_key()
    {
        var flight = await host.FlightAsync(seats: 9);
        var buyer = host.NewBuyer();
        await buyer.PurchaseAsync(await flight.OfferAsync(buyer, "flex"));

        var first = await buyer.Guest.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation");
        var second = await buyer.Guest.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation");

        JsonNode.DeepEquals(first.Expect(), second.Expect()).ShouldBeTrue();
        await host.OrderAsync(buyer, o => (string?)o["refunds"]!.AsArray().FirstOrDefault()?["status"] == "refunded");
        await host.AuditAsync();
        host.LedgerOf(buyer).Count(e => e.Kind == "refund").ShouldBe(1);
    }

    private static async Task AtOnceAsync(HttpStatusCode expected, Func<Task<Answer>> request)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => request()));
        answers.ShouldAllBe(a => a.Status == expected);
        answers.ShouldAllBe(a => JsonNode.DeepEquals(a.Body, answers[0].Body));
    }
}
