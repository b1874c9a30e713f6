using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Whoever presents the position of their write sees it in every list, whichever module keeps it, or is told to wait. Never older state.</summary>
[Collection(SharingAHost.Name)]
public sealed class ReadingOnesWrites(JourneyHost host)
{
    private const int Rounds = 15;

    [Fact]
    public async Task Every_list_shows_what_was_written_before()
    {
        var flight = await host.FlightAsync(seats: 24);
        var offer = await flight.OfferAsync(host.NewBuyer());
        var traveller = await Staff.TravellerAsync(host.Client);
        for (var round = 1; round <= Rounds; round++)
        {
            await BookAsync(host.NewBuyer(), flight, offer);
            await RegisterAsync(round);
            await TellAsync(round);
            await MyTripAsync(traveller, offer, round);
        }

        await host.AuditAsync();
    }

    private async Task BookAsync(Buyer buyer, SmallFlight flight, JsonNode offer)
    {
        var email = $"{buyer.Name}@example.org";
        var booked = await buyer.BookAsync(offer);
        await SeenAsync("/api/bookings?limit=1", booked, b => Items(b).Single(i => (string)i["id"]! == buyer.BookingId));
        await SeenAsync($"/api/bookings?email={email}", booked, b => Items(b).Single());
        await SeenAsync($"/api/bookings?reference={buyer.Reference}&surname=Buyerb", booked, b => b["booking"]);
        await SeenAsync($"/api/flights/{flight.Id}/bookings?limit=200", booked, b => Items(b).Single(i => (string)i["id"]! == buyer.BookingId));
        await SeenAsync($"/api/flights/{flight.Id}/inventory", booked, i => (int)i["cabins"]![0]!["free"]! == flight.Seats - 1 ? i : null);
        await SeenAsync($"/api/flights/{flight.Id}/seats", booked, s => (int)s["cabins"]![0]!["free"]! == flight.Seats - 1 ? s : null);

        var draft = await buyer.Guest.PostAsync("/api/orders", new { bookingIds = new[] { buyer.BookingId } }, $"{buyer.Name}-order");
        await SeenAsync($"/api/orders?email={email}", draft, o => Items(o).Single(i => (string)i["status"]! == "draft"));
        await SeenAsync($"/api/orders?bookingId={buyer.BookingId}", draft, o => Items(o).Single());
        var placed = await buyer.OrderAsync();
        await SeenAsync("/api/orders?limit=1", placed, o => Items(o).Single(i => (string)i["status"]! == "awaitingPayment"));

        var paid = await buyer.PayAsync();
        await SeenAsync($"/api/payments?orderId={buyer.OrderId}", paid, p => Items(p).Single());
        await SeenAsync($"/api/orders/{buyer.OrderId}", paid, o => o["payments"]![0]);
        await buyer.SettleAsync();
        var cancelled = await buyer.Guest.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation");
        await SeenAsync($"/api/bookings?email={email}", cancelled, b => Items(b).Single(i => (string)i["status"]! == "cancelled"));
        await host.OrderAsync(buyer, o => (string)o["status"]! == "cancelled");
    }

    private async Task RegisterAsync(int round)
    {
        var registered = await host.Stranger.PostAsync("/api/users", new { email = $"reader{round}@example.org", name = "Rita Reader", password = $"a long password {round}" });
        await SeenAsync("/api/users?limit=200", registered, u => Items(u).Single(i => (string)i["email"]! == $"reader{round}@example.org"));
    }

    private async Task TellAsync(int round)
    {
        var body = new { recipient = $"told{round}@example.org", subject = $"News {round}", text = "There is news." };
        var told = await host.Admin.PostAsync("/api/notifications", body);
        await SeenAsync($"/api/notifications?recipient={body.recipient}", told, n => Items(n).Single());
    }

    private static async Task MyTripAsync(ApiClient traveller, JsonNode offer, int round)
    {
        var booked = await traveller.PostAsync("/api/bookings", new
        {
            offerId = (string)offer["id"]!,
            passengers = new[] { new { type = "adult", givenName = "Tara", surname = "Traveller", dateOfBirth = "1992-02-29" } },
            contact = new { email = $"trip{round}@example.org" },
        });
        await SeenAsync(traveller, "/api/bookings?limit=1", booked, b => Items(b).Single(i => (string)i["id"]! == booked.Text("id")));
        (await traveller.PostAsync($"/api/bookings/{booked.Text("id")}/cancellation")).Expect();
    }

    private static IEnumerable<JsonNode> Items(JsonNode page) => page["items"]!.AsArray().Select(i => i!);

    private Task SeenAsync(string list, Answer written, Func<JsonNode, JsonNode?> find) => SeenAsync(host.Admin, list, written, find);

    private static async Task SeenAsync(ApiClient reader, string list, Answer written, Func<JsonNode, JsonNode?> find)
    {
        written.Expect();
        written.Position.ShouldNotBeNull();
        var read = await Progress.UntilAsync(() => reader.GetAsync(list, written.Position), a => a.Status != HttpStatusCode.ServiceUnavailable);
        find(read.Expect()).ShouldNotBeNull($"{list} does not show {written.Position}: {read.Body!.ToJsonString()}");
    }
}
