using System.Globalization;
using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>What a buyer looks for.</summary>
/// <param name="From">IATA code.</param>
/// <param name="To">IATA code.</param>
/// <param name="Date">Local date of departure.</param>
public sealed record Journey(string From, string To, DateOnly Date)
{
    /// <summary>How many adults travel.</summary>
    public int Adults { get; init; } = 1;

    /// <summary>In which cabin.</summary>
    public string Cabin { get; init; } = "economy";

    /// <summary>Only with these conditions; null for the cheapest.</summary>
    public string? Family { get; init; }

    /// <summary>Only direct flights.</summary>
    public bool IsDirect { get; init; } = true;
}

/// <summary>
/// A guest who searches, books, orders and pays. Each step carries an idempotency key of its own, so that a buyer who gets no answer asks again
/// and has bought once.
/// </summary>
public sealed class Buyer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ApiClient api;

    /// <param name="api">The API, as a stranger.</param>
    /// <param name="name">Tells buyers apart; unique.</param>
    public Buyer(ApiClient api, string name) => (this.api, Guest, Name) = (api, api, name);

    /// <summary>The booking, once it is reserved.</summary>
    public string? BookingId { get; private set; }

    /// <summary>The record locator.</summary>
    public string? Reference { get; private set; }

    /// <summary>The order, once it is drafted.</summary>
    public string? OrderId { get; private set; }

    /// <summary>The API as the guest who booked.</summary>
    public ApiClient Guest { get; private set; }

    /// <summary>Who it is.</summary>
    public string Name { get; }

    /// <summary>The offers for a journey, as the API gives them.</summary>
    public async Task<IReadOnlyList<JsonNode>> SearchAsync(Journey journey, CancellationToken cancellation = default)
    {
        var date = journey.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var page = await api.GetAsync(
            $"/api/offers?from={journey.From}&to={journey.To}&date={date}&adults={journey.Adults}&cabin={journey.Cabin}", null, cancellation).ConfigureAwait(false);
        return [.. page.Expect()["items"]!.AsArray().Select(o => o!)
            .Where(o => (!journey.IsDirect || (int)o["stops"]! == 0) && (journey.Family is null || (string?)o["family"] == journey.Family))];
    }

    /// <summary>Holds the seats of an offer.</summary>
    public async Task<Answer> BookAsync(JsonNode offer, int adults = 1, CancellationToken cancellation = default)
    {
        var passengers = Enumerable.Range(1, adults).Select(i => new { type = "adult", givenName = "Ada", surname = $"Buyer{Letters(i)}", dateOfBirth = "1990-05-17" });
        var body = new { offerId = (string)offer["id"]!, passengers, contact = new { email = $"{Name}@example.org" } };
        var answer = await api.PostAsync("/api/bookings", body, $"{Name}-book", cancellation).ConfigureAwait(false);
        if (answer.IsSuccess)
        {
            (BookingId, Reference) = (answer.Text("id"), answer.Text("reference"));
            Guest = api.As(answer.Text("accessToken"));
        }

        return answer;
    }

    /// <summary>Drafts and places an order for the booking.</summary>
    public async Task<Answer> OrderAsync(CancellationToken cancellation = default)
    {
        var draft = await DraftAsync(cancellation).ConfigureAwait(false);
        return draft.IsSuccess ? await PlaceAsync(cancellation).ConfigureAwait(false) : draft;
    }

    /// <summary>Drafts an order for the booking.</summary>
    public async Task<Answer> DraftAsync(CancellationToken cancellation = default)
    {
        var draft = await Guest.PostAsync("/api/orders", new { bookingIds = new[] { BookingId } }, $"{Name}-order", cancellation).ConfigureAwait(false);
        OrderId = draft.IsSuccess ? draft.Text("id") : OrderId;
        return draft;
    }

    /// <summary>Places the drafted order.</summary>
    public Task<Answer> PlaceAsync(CancellationToken cancellation = default) =>
        Guest.PostAsync($"/api/orders/{OrderId}/placement", null, $"{Name}-place", cancellation);

    /// <summary>Pays the order with a card.</summary>
    /// <param name="card">See <see cref="Cards"/>.</param>
    /// <param name="attempt">Another attempt is another payment.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Answer> PayAsync(string card = Cards.Good, int attempt = 1, CancellationToken cancellation = default) => Guest.PostAsync(
        $"/api/orders/{OrderId}/payments",
        new { method = "card", card = new { number = card, expiry = "12/39", cvc = "123", holder = "Ada Buyer" } },
        $"{Name}-pay-{attempt}",
        cancellation);

    /// <summary>Waits until the order stands as wished, or nothing more will happen to it by itself. When the host dies meanwhile it asks again.</summary>
    /// <exception cref="TimeoutException">It took longer than any step of a purchase without a person should.</exception>
    public async Task<JsonNode> SettleAsync(Func<JsonNode, bool>? until = null, CancellationToken cancellation = default)
    {
        bool Suffices(JsonNode order) => until?.Invoke(order) ?? (bool)order["isFinal"]!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var last = "nothing";
        while (true)
        {
            try
            {
                await foreach (var order in Guest.WatchAsync($"/api/orders/{OrderId}/events", limit.Token).ConfigureAwait(false))
                {
                    last = order.ToJsonString();
                    if (Suffices(order))
                    {
                        return order;
                    }
                }

                var end = (await Guest.GetAsync($"/api/orders/{OrderId}", null, limit.Token).ConfigureAwait(false)).Expect();
                return (bool)end["isFinal"]! ? end : throw new IOException($"The news of order {OrderId} ended before the order did.");
            }
            catch (IOException) when (!limit.IsCancellationRequested)
            {
                // The connection was cut.
            }
            catch (Exception) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"{Name} waited {Patience} for order {OrderId}, of which was heard last: {last}");
            }
        }
    }

    /// <summary>Cancels the booking.</summary>
    public Task<Answer> CancelAsync(CancellationToken cancellation = default) =>
        Guest.PostAsync($"/api/bookings/{BookingId}/cancellation", null, $"{Name}-cancel", cancellation);

    /// <summary>Book, order, pay, and wait for the tickets.</summary>
    public async Task<JsonNode> PurchaseAsync(JsonNode offer, int adults = 1, string card = Cards.Good, CancellationToken cancellation = default)
    {
        (await BookAsync(offer, adults, cancellation).ConfigureAwait(false)).Expect();
        (await OrderAsync(cancellation).ConfigureAwait(false)).Expect();
        (await PayAsync(card, cancellation: cancellation).ConfigureAwait(false)).Expect();
        return await SettleAsync(cancellation: cancellation).ConfigureAwait(false);
    }

    private static string Letters(int number) => new([.. number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0')))]);
}
