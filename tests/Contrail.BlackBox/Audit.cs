using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>
/// Checks from outside that the airline and the bank agree and that nobody was wronged: through the HTTP API as staff, and the payment simulator's
/// own ledger. Run it when nothing is under way any more.
/// </summary>
/// <param name="staff">The API as an admin.</param>
/// <param name="ledgerFile">The payment simulator's file.</param>
public sealed partial class Audit(ApiClient staff, string ledgerFile)
{
    private readonly List<string> violations = [];
    private readonly List<JsonNode> orders = [];
    private readonly List<JsonNode> bookings = [];
    private IReadOnlyList<LedgerEntry> ledger = [];

    /// <summary>Whether every buyer books once: then two bookings for one address are one request carried out twice (I3).</summary>
    public bool BuyersBookOnce { get; init; }

    /// <summary>How many orders there are, by status.</summary>
    public IReadOnlyDictionary<string, int> Orders => orders.GroupBy(o => (string)o["status"]!).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation = default)
    {
        await LoadAsync("/api/orders", orders, cancellation).ConfigureAwait(false);
        await LoadAsync("/api/bookings", bookings, cancellation).ConfigureAwait(false);
        ledger = SimulatorLedger.Read(ledgerFile);
        foreach (var order in orders)
        {
            CheckMoney(order);
            CheckLines(order);
        }

        CheckLedger();
        CheckTickets();
        CheckRepeats();
        await CheckFlightsAsync(cancellation).ConfigureAwait(false);
        await CheckNothingIsOpenAsync(cancellation).ConfigureAwait(false);
        await CheckMailAsync(cancellation).ConfigureAwait(false);
        await CheckSubscriptionsAsync(cancellation).ConfigureAwait(false);
        await CheckReconciliationAsync(cancellation).ConfigureAwait(false);
        await CheckLogsAsync(cancellation).ConfigureAwait(false);
        return violations;
    }

    private async Task LoadAsync(string list, List<JsonNode> into, CancellationToken cancellation)
    {
        foreach (var item in await staff.ListAsync(list, cancellation).ConfigureAwait(false))
        {
            into.Add((await staff.GetAsync($"{list}/{(string)item["id"]!}", null, cancellation).ConfigureAwait(false)).Expect());
        }
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            violations.Add(otherwise);
        }
    }

    /// <summary>I6, I7: what the bank took is what the order paid; what it gave back is what the order gave back.</summary>
    private void CheckMoney(JsonNode order)
    {
        var (id, status) = ((string)order["id"]!, (string)order["status"]!);
        var authorizations = ledger.Where(e => e is { Kind: "authorization", Outcome: "approved" } && e.Reference == id).Select(e => e.Id).ToHashSet();
        var captures = ledger.Where(e => e is { Kind: "capture", Outcome: "approved" } && authorizations.Contains(e.Reference)).ToList();
        var given = ledger.Where(e => e is { Kind: "refund", Outcome: "approved" } && captures.Exists(c => c.Id == e.Reference)).Sum(e => e.Minor);
        var taken = captures.Sum(c => c.Minor);
        var lines = order["lines"]!.AsArray().Select(l => l!).ToList();
        var wasPaid = order["payments"]!.AsArray().Any(p => (string)p!["status"]! == "captured");

        Expect(captures.Count <= 1, $"order {id}: the bank took money {captures.Count} times");
        Expect(wasPaid == (captures.Count > 0), $"order {id} ({status}): the bank took {taken}, the order says it was {(wasPaid ? "" : "not ")}paid");
        Expect(captures.Count == 0 || taken == Answer.MinorOf(order["total"]!), $"order {id}: the bank took {taken} for {order["total"]!.ToJsonString()}");
        Expect(status is not ("confirmed" or "paying" or "awaitingPayment" or "draft") || (status == "confirmed") == wasPaid, $"order {id} is {status} and paid: {wasPaid}");
        Expect(status is not ("failed" or "expired") || !wasPaid, $"order {id} is {status} and money was taken");
        if (wasPaid)
        {
            var kept = lines.Sum(l => (bool)l["isCancelled"]! ? Answer.MinorOf(l["retained"]!) : Answer.MinorOf(l["price"]!));
            Expect(taken - given == kept, $"order {id}: taken {taken}, given back {given}, to be kept {kept}");
        }
    }

    /// <summary>Nobody pays without a ticket, nobody flies without paying.</summary>
    private void CheckLines(JsonNode order)
    {
        foreach (var line in order["lines"]!.AsArray().Select(l => l!))
        {
            var booking = bookings.Find(b => (string)b["id"]! == (string)line["bookingId"]!);
            var isLive = (string)order["status"]! == "confirmed" && !(bool)line["isCancelled"]!;
            Expect(
                (string?)booking?["status"] == "confirmed" == isLive,
                $"order {order["id"]} is {order["status"]}, its booking {line["reference"]} is {booking?["status"]}");
        }
    }

    /// <summary>The bank's side: nothing taken that no order knows, nothing reserved for ever.</summary>
    private void CheckLedger()
    {
        var known = orders.Select(o => (string)o["id"]!).ToHashSet();
        var done = ledger.Where(e => e.Outcome == "approved").ToList();
        foreach (var authorization in done.Where(e => e.Kind == "authorization"))
        {
            Expect(known.Contains(authorization.Reference), $"the bank reserved money for an unknown order {authorization.Reference}");
            var after = done.Where(e => e.Reference == authorization.Id).Select(e => e.Kind).ToList();
            Expect(after.Count == 1, $"authorization {authorization.Id} of order {authorization.Reference} was followed by {(after.Count == 0 ? "nothing" : string.Join(", ", after))}");
        }

        Expect(!ledger.Any(e => e.Outcome == "pending"), "the bank has not answered everything");
    }

    /// <summary>A ticket exists exactly when its booking is confirmed; its number once.</summary>
    private void CheckTickets()
    {
        var numbers = new HashSet<string>();
        foreach (var booking in bookings)
        {
            var tickets = booking["tickets"]!.AsArray().Select(t => t!).ToList();
            foreach (var ticket in tickets)
            {
                Expect(numbers.Add((string)ticket["number"]!), $"ticket {ticket["number"]} was issued twice");
            }

            var live = tickets.Count(t => (string)t["status"]! == "issued");
            var expected = (string)booking["status"]! == "confirmed" ? booking["passengers"]!.AsArray().Count : 0;
            Expect(live == expected, $"booking {booking["reference"]} is {booking["status"]} and has {live} live tickets, not {expected}");
        }

        var serials = numbers.Select(n => long.Parse(n[3..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Expect(serials.Count == 0 || serials[^1] - serials[0] + 1 == serials.Count, $"ticket numbers have gaps: {serials.Count} from {serials.FirstOrDefault()} to {serials.LastOrDefault()}");
    }

    /// <summary>I3: a request that is repeated with its key is carried out once. A booking is in one order.</summary>
    private void CheckRepeats()
    {
        foreach (var twice in bookings.GroupBy(Email).Where(g => BuyersBookOnce && g.Count() > 1))
        {
            Expect(false, $"{twice.Key} booked once and has {twice.Count()} bookings");
        }

        foreach (var twice in orders.SelectMany(o => o["lines"]!.AsArray()).GroupBy(l => (string)l!["bookingId"]!).Where(g => g.Count() > 1))
        {
            Expect(false, $"booking {twice.Key} is in {twice.Count()} orders");
        }
    }

    /// <summary>I4, I5: seats add up, and nobody sits on another's lap.</summary>
    private async Task CheckFlightsAsync(CancellationToken cancellation)
    {
        var flights = bookings.SelectMany(b => b["flights"]!.AsArray().Select(f => (string)f!["flightId"]!)).Distinct();
        foreach (var flight in flights)
        {
            var inventory = (await staff.GetAsync($"/api/flights/{flight}/inventory", null, cancellation).ConfigureAwait(false)).Expect();
            foreach (var cabin in inventory["cabins"]!.AsArray().Select(c => c!))
            {
                var (capacity, held, sold, free) = ((int)cabin["capacity"]!, (int)cabin["held"]!, (int)cabin["sold"]!, (int)cabin["free"]!);
                Expect((capacity == held + sold + free || (!(bool)inventory["isOpen"]! && free == 0)) && Math.Min(held, Math.Min(sold, free)) >= 0, $"{flight}: {cabin.ToJsonString()} does not add up");
                Expect(sold == SeatsOf(flight, cabin, "confirmed"), $"{flight} {cabin["cabin"]}: {sold} sold, the bookings have {SeatsOf(flight, cabin, "confirmed")}");
                Expect(held == SeatsOf(flight, cabin, "reserved"), $"{flight} {cabin["cabin"]}: {held} held, the bookings have {SeatsOf(flight, cabin, "reserved")}");
            }

            var seats = bookings.Where(b => (string)b["status"]! is "confirmed" or "reserved")
                .SelectMany(b => b["seats"]!.AsArray().Where(s => (string)s!["flightId"]! == flight).Select(s => (string)s!["seat"]!)).ToList();
            Expect(seats.Count == seats.Distinct().Count(), $"{flight}: a seat has two holders among {string.Join(' ', seats)}");
            CheckHoldings(flight, inventory);
            await CheckSeatMapAsync(flight, [.. seats], cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Exactly the live bookings have seats, each as many as it has passengers who need one; what is sold has its seats.</summary>
    private void CheckHoldings(string flight, JsonNode inventory)
    {
        var holdings = inventory["holdings"]!.AsArray().Select(h => h!).ToList();
        var live = bookings.Where(b => (string)b["status"]! is "confirmed" or "reserved" && b["flights"]!.AsArray().Any(f => (string)f!["flightId"]! == flight)).ToList();
        var holders = holdings.Select(h => (string)h["bookingId"]!).Order().ToList();
        Expect(holders.SequenceEqual(live.Select(b => (string)b["id"]!).Order()), $"{flight}: {holders.Count} bookings have seats, {live.Count} should");
        foreach (var holding in holdings.Where(h => (string)h["status"]! == "sold"))
        {
            Expect((int)holding["count"]! == holding["seats"]!.AsArray().Count, $"{flight}: {holding.ToJsonString()} has paid and not every seat");
        }
    }

    /// <summary>The map that travellers see has the same seats taken.</summary>
    private async Task CheckSeatMapAsync(string flight, HashSet<string> taken, CancellationToken cancellation)
    {
        var map = (await staff.GetAsync($"/api/flights/{flight}/seats", null, cancellation).ConfigureAwait(false)).Expect();
        var shown = map["cabins"]!.AsArray().SelectMany(c => c!["rows"]!.AsArray()).SelectMany(r => r!["seats"]!.AsArray())
            .Where(s => (string)s!["status"]! is "held" or "sold").Select(s => (string)s!["seat"]!);
        Expect(taken.SetEquals(shown), $"{flight}: the seat map does not show what is taken: {string.Join(' ', taken)}");
    }

    private int SeatsOf(string flight, JsonNode cabin, string status) => bookings
        .Where(b => (string)b["status"]! == status && (string)b["cabin"]! == (string)cabin["cabin"]! && b["flights"]!.AsArray().Any(f => (string)f!["flightId"]! == flight))
        .Sum(b => b["passengers"]!.AsArray().Count(p => (string)p!["type"]! != "infant"));

    /// <summary>I8: every process has ended, and none needs a person.</summary>
    private async Task CheckNothingIsOpenAsync(CancellationToken cancellation)
    {
        foreach (var open in await staff.ListAsync("/api/cases?open=true", cancellation).ConfigureAwait(false))
        {
            violations.Add($"a person must see to {open.ToJsonString()}");
        }

        foreach (var process in await staff.ListAsync("/api/ops/ordering/processes?state=open", cancellation).ConfigureAwait(false))
        {
            violations.Add($"a process has not ended: {process.ToJsonString()}");
        }
    }

    /// <summary>I12: whom something happened to was told once of each thing. Every buyer has an address of their own.</summary>
    private async Task CheckMailAsync(CancellationToken cancellation)
    {
        var told = await staff.ListAsync("/api/notifications", cancellation).ConfigureAwait(false);
        foreach (var twice in told.GroupBy(n => $"{n["recipient"]} {n["template"]} {n["subject"]}").Where(g => g.Count() > 1))
        {
            var declines = orders.Where(o => bookings.Exists(b => Email(b) == (string)twice.First()["recipient"]! && IsIn(o, b)))
                .SelectMany(o => o["payments"]!.AsArray()).Count(p => (string)p!["status"]! == "failed");
            Expect((string)twice.First()["template"]! == "payment_declined" && twice.Count() <= declines, $"told {twice.Count()} times: {twice.Key}");
        }

        foreach (var unsent in told.Where(n => (string)n["status"]! != "sent"))
        {
            Expect(false, $"not told: {unsent.ToJsonString()}");
        }

        foreach (var booking in bookings)
        {
            foreach (var template in LettersOf(booking))
            {
                Expect(told.Any(n => (string)n["template"]! == template && (string)n["recipient"]! == Email(booking)), $"{Email(booking)} was not told {template} of {booking["reference"]}");
            }
        }
    }

    private IEnumerable<string> LettersOf(JsonNode booking)
    {
        yield return "hold_placed";
        if (booking["tickets"]!.AsArray().Count > 0)
        {
            yield return "booking_confirmed";
        }

        if ((string)booking["status"]! == "cancelled")
        {
            yield return "booking_cancelled";
        }

        var order = orders.Find(o => IsIn(o, booking));
        if (order?["payments"]!.AsArray().Any(p => (string)p!["status"]! == "captured") == true)
        {
            yield return "receipt";
        }

        if (order?["refunds"]!.AsArray().Any(r => (string)r!["bookingId"]! == (string)booking["id"]!) == true)
        {
            yield return "refund";
        }
    }

    private static bool IsIn(JsonNode order, JsonNode booking) => order["lines"]!.AsArray().Any(l => (string)l!["bookingId"]! == (string)booking["id"]!);

    private static string Email(JsonNode booking) => (string)booking["contact"]!["email"]!;
}
