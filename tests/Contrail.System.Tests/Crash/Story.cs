using System.Text.Json.Nodes;

namespace Contrail.System.Tests.Crash;

/// <summary>
/// What a buyer does from the first search to the last answer. Whoever gets no answer asks again with the same key, so that a story comes to the
/// same end however often the host dies meanwhile.
/// </summary>
/// <param name="Name">What happens.</param>
/// <param name="Ends">The status of its order when nothing is under way any more.</param>
/// <param name="TellAsync">Does it.</param>
internal sealed record Story(string Name, string Ends, Func<CrashWorld, Buyer, CancellationToken, Task> TellAsync)
{
    /// <summary>The ways of a purchase; what the first ones do need not be killed again in the later ones.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new("bought", "confirmed", (_, buyer, stop) => BuyAsync(buyer, "flex", Cards.Good, stop)),
        new("bought after a declined card", "confirmed", BuyAfterDeclineAsync),
        new("bought and cancelled", "cancelled", BuyAndCancelAsync),
        new("declined for good", "failed", DeclineAsync),
        new("flight cancelled", "cancelled", FlightCancelledAsync),
        new("cancelled while paying", "cancelled", CancelWhilePayingAsync),
        new("answer of the bank lost", "confirmed", (_, buyer, stop) => BuyAsync(buyer, "light", Cards.AnswerLost, stop)),
    ];

    /// <summary>The order of a buyer when the story is over.</summary>
    public static async Task<JsonNode> OrderOfAsync(CrashWorld world, Buyer buyer) => (await world.Staff.GetAsync($"/api/orders/{buyer.OrderId}")).Expect();

    private static async Task BuyAsync(Buyer buyer, string family, string card, CancellationToken stop)
    {
        await PlaceAsync(buyer, await CrashWorld.FindOfferAsync(buyer, family, adults: 2, stop), adults: 2, stop);
        await PayAsync(buyer, card, 1, stop);
        await buyer.SettleAsync(cancellation: stop);
    }

    private static async Task BuyAfterDeclineAsync(CrashWorld world, Buyer buyer, CancellationToken stop)
    {
        await PlaceAsync(buyer, await CrashWorld.FindOfferAsync(buyer, "standard", adults: 1, stop), adults: 1, stop);
        await PayAsync(buyer, Cards.Declined, 1, stop);
        await buyer.SettleAsync(order => IsAsked(order, attemptsLeft: 2), stop);
        await PayAsync(buyer, Cards.Good, 2, stop);
        await buyer.SettleAsync(cancellation: stop);
    }

    private static async Task BuyAndCancelAsync(CrashWorld world, Buyer buyer, CancellationToken stop)
    {
        await BuyAsync(buyer, "standard", Cards.Good, stop);
        (await buyer.CancelAsync(stop)).Expect();
    }

    private static async Task DeclineAsync(CrashWorld world, Buyer buyer, CancellationToken stop)
    {
        await PlaceAsync(buyer, await CrashWorld.FindOfferAsync(buyer, "flex", adults: 1, stop), adults: 1, stop);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await PayAsync(buyer, Cards.Declined, attempt, stop);
            var left = 3 - attempt;
            await buyer.SettleAsync(order => (bool)order["isFinal"]! || (left > 0 && IsAsked(order, left)), stop);
        }
    }

    private static async Task FlightCancelledAsync(CrashWorld world, Buyer buyer, CancellationToken stop)
    {
        var (flight, offer) = await world.FindFlightToCancelAsync(buyer, stop) ?? throw new InvalidOperationException("No flight is left to cancel.");
        await PlaceAsync(buyer, offer, adults: 1, stop);
        await PayAsync(buyer, Cards.Good, 1, stop);
        await buyer.SettleAsync(cancellation: stop);
        (await world.Staff.PostAsync($"/api/flights/{flight}/cancellation", new { reason = "The aircraft is needed elsewhere." }, $"{buyer.Name}-flight", stop)).Expect();
    }

    /// <summary>The bank answers late; meanwhile the traveller thinks better of it.</summary>
    private static async Task CancelWhilePayingAsync(CrashWorld world, Buyer buyer, CancellationToken stop)
    {
        await PlaceAsync(buyer, await CrashWorld.FindOfferAsync(buyer, "light", adults: 1, stop), adults: 1, stop);
        var payment = (await PayAsync(buyer, Cards.Late, 1, stop)).Text("id");
        await WaitForAsync(world, $"/api/ops/payments/streams/payment-{payment}", "payments.payment.authorization_pending", stop);
        (await buyer.CancelAsync(stop)).Expect();
        await buyer.SettleAsync(cancellation: stop);
    }

    private static async Task PlaceAsync(Buyer buyer, JsonNode offer, int adults, CancellationToken stop)
    {
        (await buyer.BookAsync(offer, adults, stop)).Expect();
        (await buyer.OrderAsync(stop)).Expect();
    }

    private static async Task<Answer> PayAsync(Buyer buyer, string card, int attempt, CancellationToken stop)
    {
        var answer = await buyer.PayAsync(card, attempt, stop);
        answer.Expect();
        return answer;
    }

    private static bool IsAsked(JsonNode order, int attemptsLeft) => (string)order["status"]! == "awaitingPayment" && (int)order["attemptsLeft"]! == attemptsLeft;

    /// <summary>Looks until a stream has an event of a type.</summary>
    private static async Task WaitForAsync(CrashWorld world, string stream, string type, CancellationToken stop)
    {
        while (true)
        {
            var events = (await world.Staff.GetAsync(stream, null, stop)).Expect()["events"]!.AsArray();
            if (events.Any(e => ((string)e!["type"]!).StartsWith(type, StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(20, stop);
        }
    }
}
