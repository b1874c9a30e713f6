using System.Text.Json.Nodes;

namespace Contrail.System.Tests.Crash;

/// <summary>Tells random stories, one buyer after the other, and keeps in mind what the API promised each.</summary>
internal sealed class RandomLoad(CrashWorld world, Random random)
{
    private readonly List<(string What, ApiClient Who, string Path, Func<JsonNode, bool> Holds)> promises = [];
    private readonly List<(Buyer Buyer, JsonNode Offer, int Adults, JsonNode First)> booked = [];
    private readonly List<string> broken = [];

    /// <summary>How many stories were told to their end.</summary>
    public int Stories { get; private set; }

    /// <summary>How many answers are to be kept.</summary>
    public int Promises => promises.Count;

    /// <param name="over">No new story is begun.</param>
    /// <param name="limit">Gives up.</param>
    public async Task RunAsync(CancellationToken over, CancellationToken limit)
    {
        do
        {
            await TellAsync(world.NewBuyer(), limit);
            Stories++;
        }
        while (!over.IsCancellationRequested);
    }

    /// <summary>Asks again about every answer: it must still be true (I1), and the first request of each buyer must get an equal answer (I3).</summary>
    public async Task<IReadOnlyList<string>> BrokenPromisesAsync()
    {
        foreach (var (what, who, path, holds) in promises)
        {
            var now = await who.GetAsync(path);
            if (!now.IsSuccess || !holds(now.Body!))
            {
                broken.Add($"{what} was promised, now {path} says {(int)now.Status} {now.Body?.ToJsonString()}");
            }
        }

        foreach (var (buyer, offer, adults, first) in booked)
        {
            var again = await buyer.BookAsync(offer, adults);
            if (!again.IsReplay || !JsonNode.DeepEquals(again.Body, first))
            {
                broken.Add($"{buyer.Name} repeated the booking and was answered {again.Body?.ToJsonString()}, first {first.ToJsonString()}");
            }
        }

        return broken;
    }

    private async Task TellAsync(Buyer buyer, CancellationToken stop)
    {
        var adults = random.Next(1, 4);
        string? cancelledFlight = null;
        JsonNode? offer = null;
        if (random.Next(8) == 0 && await world.FindFlightToCancelAsync(buyer, stop) is { } doomed)
        {
            (cancelledFlight, offer, adults) = (doomed.Flight, doomed.Offer, 1);
        }

        offer ??= await CrashWorld.FindOfferAsync(buyer, Pick("light", "standard", "flex"), adults, stop, inDays: random.Next(1, 5));
        await BookAsync(buyer, offer, adults, stop);
        if (random.Next(10) == 0)
        {
            return; // Thinks it over until the hold has run out.
        }

        await PlaceAsync(buyer, stop);
        if (cancelledFlight is null || random.Next(2) == 0)
        {
            await PayAsync(buyer, stop);
        }

        if (cancelledFlight is not null)
        {
            var answer = await world.Staff.PostAsync($"/api/flights/{cancelledFlight}/cancellation", new { reason = "The aircraft is needed elsewhere." }, $"{buyer.Name}-flight", stop);
            answer.Expect();
            promises.Add(("A cancelled flight", world.Staff, $"/api/flights/{cancelledFlight}", f => (string)f["status"]! == "cancelled"));
        }
        else if (random.Next(4) == 0)
        {
            await CancelAsync(buyer, stop);
        }
    }

    private async Task BookAsync(Buyer buyer, JsonNode offer, int adults, CancellationToken stop)
    {
        var answer = await buyer.BookAsync(offer, adults, stop);
        booked.Add((buyer, offer, adults, answer.Expect()));
        var reference = buyer.Reference;
        await PromiseAsync("A reserved booking", buyer, $"/api/bookings/{buyer.BookingId}", answer, b => (string)b["reference"]! == reference, stop);
    }

    private async Task PlaceAsync(Buyer buyer, CancellationToken stop)
    {
        var answer = await buyer.OrderAsync(stop);
        answer.Expect();
        await PromiseAsync("A placed order", buyer, $"/api/orders/{buyer.OrderId}", answer, o => (string)o["status"]! != "draft", stop);
    }

    private async Task PayAsync(Buyer buyer, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var card = attempt == 3 ? Cards.Good : Pick(Cards.Good, Cards.Good, Cards.Good, Cards.Good, Cards.Declined, Cards.Silent, Cards.AnswerLost, Cards.Late);
            var answer = await buyer.PayAsync(card, attempt, stop);
            answer.Expect();
            var payment = answer.Text("id");
            await PromiseAsync("A payment", buyer, $"/api/orders/{buyer.OrderId}", answer, o => o["payments"]!.AsArray().Any(p => (string)p!["id"]! == payment), stop);
            var left = 3 - attempt;
            var order = await buyer.SettleAsync(o => (bool)o["isFinal"]! || ((string)o["status"]! == "awaitingPayment" && (int)o["attemptsLeft"]! == left), stop);
            if ((bool)order["isFinal"]!)
            {
                break;
            }
        }
    }

    private async Task CancelAsync(Buyer buyer, CancellationToken stop)
    {
        var answer = await buyer.CancelAsync(stop);
        answer.Expect();
        await PromiseAsync("A cancelled booking", buyer, $"/api/bookings/{buyer.BookingId}", answer, b => (string)b["status"]! == "cancelled", stop);
    }

    /// <summary>I16: who reads with the position of the answer sees it, at once and for good.</summary>
    private async Task PromiseAsync(string what, Buyer buyer, string path, Answer answer, Func<JsonNode, bool> holds, CancellationToken stop)
    {
        promises.Add((what, buyer.Guest, path, holds));
        var read = await buyer.Guest.GetAsync(path, answer.Position, stop);
        if (!read.IsSuccess || !holds(read.Body!))
        {
            broken.Add($"{what} of {buyer.Name} is not seen at {answer.Position}: {(int)read.Status} {read.Body?.ToJsonString()}");
        }
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
