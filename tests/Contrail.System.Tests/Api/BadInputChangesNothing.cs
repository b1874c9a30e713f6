using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Api;

/// <summary>
/// Requests about real things with one thing wrong: each is refused with a problem, none makes the host fail, and afterwards the logs of all modules hold
/// not one event more.
/// </summary>
public sealed class BadInputChangesNothing(BadInputChangesNothing.Airline airline) : IClassFixture<BadInputChangesNothing.Airline>
{
    private const string Json = "application/json";
    private readonly List<string> faults = [];
    private readonly Buyer buyer = airline.Reserved;
    private readonly JsonNode offer = airline.Offer;

    [Fact]
    public async Task Every_member_of_every_body_is_checked()
    {
        var before = await HeadsAsync();
        var good = Good();
        (await OperationsWithBodiesAsync()).Except(good.Select(g => g.Operation)).ShouldBeEmpty("these routes take a JSON body and have no good request here to spoil");

        foreach (var request in good)
        {
            foreach (var (what, body) in request.Spoilt())
            {
                await ExpectRefusalAsync(what, request, Encoding.UTF8.GetBytes(body));
            }
        }

        faults.ShouldBeEmpty();
        (await HeadsAsync()).Where(head => !before.Contains(head) && !head.StartsWith("identity ", StringComparison.Ordinal)).ShouldBeEmpty("somebody was told no, and something happened all the same");
    }

    [Fact]
    public async Task What_no_passenger_offer_payment_or_refund_can_be_is_refused()
    {
        var before = await HeadsAsync();
        var good = Good().ToDictionary(g => g.Operation);
        var booking = good["ReserveBooking"];
        var passenger = booking.Body["passengers"]![0]!.ToJsonString();
        string As(string type, string born) => $$"""{"type":"{{type}}","givenName":"Ada","surname":"Infant","dateOfBirth":"{{born}}"}""";
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var signer = new OfferSigner(DataKeys.Open(airline.DataPath).For("offers"));
        var real = signer.Read((string)offer["id"]!)!;

        foreach (var (what, pointer, value) in new[]
        {
            ("ten passengers", "/passengers", $"[{string.Join(',', Enumerable.Repeat(passenger, 10))}]"),
            ("no passengers", "/passengers", "[]"),
            ("more passengers than the offer is for", "/passengers", $"[{passenger},{passenger}]"),
            ("a thousand passengers", "/passengers", $"[{string.Join(',', Enumerable.Repeat(passenger, 1000))}]"),
            ("an infant alone", "/passengers", $"[{As("infant", $"{today.AddDays(-100):yyyy-MM-dd}")}]"),
            ("an infant that was not offered", "/passengers", $"[{passenger},{As("infant", $"{today.AddDays(-100):yyyy-MM-dd}")}]"),
            ("a child that says it is an adult", "/passengers", $"[{As("adult", $"{today.AddYears(-5):yyyy-MM-dd}")}]"),
            ("an unborn adult", "/passengers/0/dateOfBirth", $"\"{today.AddDays(1):yyyy-MM-dd}\""),
            ("born before 1900", "/passengers/0/dateOfBirth", "\"1899-12-31\""),
            ("an emoji for a name", "/passengers/0/givenName", "\"\\ud83d\\ude00\""),
            ("a name of invisible characters", "/passengers/0/givenName", "\"\\u200b\\u200e\""),
            ("a name with direction marks", "/passengers/0/surname", "\"A\\u202Eda\""),
            ("a name with a line break", "/passengers/0/surname", "\"Ada\\nBcc: x@example.org\""),
            ("an address with a line break", "/contact/email", "\"ada@example.org\\n\""),
            ("an address with a header", "/contact/email", "\"ada@example.org\\r\\nBcc: x@example.org\""),
            ("two addresses", "/contact/email", "\"ada@example.org,bob@example.org\""),
            ("a phone number with a line break", "/contact/phone", "\"+44 20 7946 0000\\n\""),
            ("a seat with a line break", "/seats/0/seat", "\"12A\\n\""),
            ("a seat that does not exist", "/seats/0/seat", "\"999Z\""),
            ("a seat of another flight", "/seats/0/flightId", "\"CT1-2020-01-01-LHR\""),
            ("a passenger that does not exist", "/seats/0/passenger", "8"),
            ("an offer of another installation", "/offerId", $"\"{new OfferSigner(new byte[32]).Sign(real)}\""),
            ("an offer that has expired", "/offerId", $"\"{signer.Sign(real with { PriceGuaranteedUntil = TimeProvider.System.GetUtcNow().AddSeconds(-1) })}\""),
            ("an offer with another price and the old signature", "/offerId", $"\"{Resigned(signer.Sign(real with { Total = new Money(1, real.Total.Currency) }), (string)offer["id"]!)}\""),
            ("an offer of flights that do not exist", "/offerId", $"\"{signer.Sign(real with { FlightIds = ["CT9999-2026-12-01-LHR"] })}\""),
            ("a guest's token as an offer", "/offerId", $"\"{buyer.Guest.Token}\""),
        })
        {
            await ExpectRefusalAsync($"booking with {what}", booking, Encoding.UTF8.GetBytes(booking.With(pointer, value)));
        }

        foreach (var amount in new[] { "0.00", "-1.00", "-0.01", "0.001", "1", "1.0", "+1.00", "1,00", " 1.00", "1.00\\n", "1e2", "99999999999999999.00", "92233720368547758.07", "92233720368547758.08", "١.٠٠" })
        {
            await ExpectRefusalAsync($"a refund of {amount}", good["GiveRefund"], Encoding.UTF8.GetBytes(good["GiveRefund"].With("/amount/amount", $"\"{amount}\"")));
        }

        foreach (var currency in new[] { "XXX", "eur", "EU", "EUR ", "JPY", "BHD", "" })
        {
            await ExpectRefusalAsync($"a refund in {currency}", good["GiveRefund"], Encoding.UTF8.GetBytes(good["GiveRefund"].With("/amount/currency", $"\"{currency}\"")));
        }

        foreach (var (pointer, value) in new[]
        {
            ("/card/number", "4242424242424241"), ("/card/number", "４２４２４２４２４２４２４２４２"), ("/card/number", "4242-4242"), ("/card/expiry", "12/20"), ("/card/expiry", "13/39"), ("/card/expiry", "00/39"),
            ("/card/expiry", "12/39\\n"), ("/card/cvc", "12"), ("/card/cvc", "١٢٣"), ("/card/cvc", "123\\n"), ("/card/holder", " "), ("/method", "cash"), ("/method", "0"),
        })
        {
            await ExpectRefusalAsync($"a payment with {pointer} {value}", good["StartPayment"], Encoding.UTF8.GetBytes(good["StartPayment"].With(pointer, $"\"{value}\"")));
        }

        foreach (var ids in new[] { "[]", "[null]", "[\"\"]", "[\"x\\n\"]", $"[{string.Join(',', Enumerable.Range(0, 10).Select(i => $"\"b{i}\""))}]", $"[\"{buyer.OrderId}\"]" })
        {
            await ExpectRefusalAsync($"an order for {ids}", good["DraftOrder"], Encoding.UTF8.GetBytes(good["DraftOrder"].With("/bookingIds", ids)));
        }

        faults.ShouldBeEmpty();
        (await HeadsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Bodies_that_are_not_JSON_of_the_right_kind_are_refused()
    {
        var before = await HeadsAsync();
        foreach (var good in Good())
        {
            var text = good.Body.ToJsonString();
            var bytes = Encoding.UTF8.GetBytes(text);
            await ExpectRefusalAsync($"{good.Operation}: invalid UTF-8", good, [.. bytes[..^1], .. ",\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
            await ExpectRefusalAsync($"{good.Operation}: cut", good, bytes[..^1]);
            await ExpectRefusalAsync($"{good.Operation}: twice", good, [.. bytes, .. bytes]);
            await ExpectRefusalAsync($"{good.Operation}: with a comment", good, [.. "/* */"u8, .. bytes]);
            await ExpectRefusalAsync($"{good.Operation}: UTF-16 without saying so", good, Encoding.Unicode.GetBytes(text));
            await ExpectRefusalAsync($"{good.Operation}: in an array", good, [(byte)'[', .. bytes, (byte)']']);
            await ExpectRefusalAsync($"{good.Operation}: too large", good, [.. bytes[..^1], .. Encoding.ASCII.GetBytes($",\"a\":\"{new string('a', 300 * 1024)}\"}}")]);
            await ExpectRefusalAsync($"{good.Operation}: too much white space", good, [.. Encoding.ASCII.GetBytes(new string(' ', 300 * 1024)), .. bytes]);
            await ExpectRefusalAsync($"{good.Operation}: text/plain", good, bytes, contentType: "text/plain");
            await ExpectRefusalAsync($"{good.Operation}: a form", good, bytes, contentType: "application/x-www-form-urlencoded");
            await ExpectRefusalAsync($"{good.Operation}: XML", good, bytes, contentType: "application/xml");
            await ExpectRefusalAsync($"{good.Operation}: no type", good, bytes, contentType: null);
            await ExpectRefusalAsync($"{good.Operation}: gzip", good, Compressed(bytes), headers: ("Content-Encoding", "gzip"));
            await ExpectRefusalAsync($"{good.Operation}: a gzip bomb", good, Compressed(new byte[20 * 1024 * 1024]), headers: ("Content-Encoding", "gzip"));
        }

        faults.ShouldBeEmpty();
        (await HeadsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Headers_that_make_no_sense_are_refused()
    {
        var before = await HeadsAsync();
        var cancellation = new GoodRequest("CancelBooking", "POST", $"/api/bookings/{buyer.BookingId}/cancellation", [], buyer.Guest.Token);
        var reading = cancellation with { Operation = "GetBooking", Method = "GET", Path = $"/api/bookings/{buyer.BookingId}" };
        foreach (var key in new[] { "", " ", "a b", "clé", new string('a', 201), "a,b\tc" })
        {
            await ExpectRefusalAsync($"Idempotency-Key {key}", cancellation, null, headers: ("Idempotency-Key", key));
        }

        foreach (var version in new[] { "1", "abc", "\"abc\"", "\"-1\"", "\"99999999999999999999\"", "\"1\", \"2\"", "W/\"1\"", "\"\"", "\"" })
        {
            await ExpectRefusalAsync($"If-Match {version}", cancellation, null, headers: ("If-Match", version));
        }

        foreach (var position in new[] { "x", "booking", "booking:", ":5", "booking:-1", "booking:x", "booking:99999999999999999999", "booking:1;ordering:2", "booking:1,x" })
        {
            await ExpectRefusalAsync($"Contrail-Position {position}", reading, null, headers: ("Contrail-Position", position));
        }

        foreach (var authorization in new[] { "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b", "Bearer .", "Bearer ..", $"Bearer {new string('a', 7_000)}", "Negotiate x", "bearer null", $"Bearer {buyer.Guest.Token} {buyer.Guest.Token}", "Bearer clé" })
        {
            await ExpectRefusalAsync($"Authorization {authorization[..Math.Min(40, authorization.Length)]}", reading with { Token = null }, null, headers: ("Authorization", authorization));
        }

        faults.ShouldBeEmpty();
        (await HeadsAsync()).ShouldBe(before);
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static string Resigned(string token, string signedBy) => $"{token.Split('.')[0]}.{signedBy.Split('.')[1]}";

    /// <summary>One for each route that takes a JSON body. Where things have versions, none is sent: it would be carried out.</summary>
    private List<GoodRequest> Good()
    {
        JsonObject Of(object body) => JsonSerializer.SerializeToNode(body)!.AsObject();
        var flight = (string)offer["flights"]![0]!["id"]!;
        var (guest, staff) = (buyer.Guest.Token, airline.Admin.Token);
        return
        [
            new("ReserveBooking", "POST", "/api/bookings", Of(new
            {
                offerId = (string)offer["id"]!,
                passengers = new[] { new { type = "adult", givenName = "Ada", surname = "Good", dateOfBirth = "1990-05-17" } },
                contact = new { email = "ada@example.org", phone = "+44 20 7946 0000" },
                seats = new[] { new { flightId = flight, passenger = 0, seat = "30A" } },
            }), null) { Optional = ["/seats", "/contact/phone"], Free = ["/seats/0/passenger", "/contact/phone"] },
            new("ChangeSeats", "PUT", $"/api/bookings/{buyer.BookingId}/seats", Of(new { seats = new[] { new { flightId = flight, passenger = 0, seat = "31A" } } }), guest) { Free = ["/seats/0/passenger"] },
            new("DraftOrder", "POST", "/api/orders", Of(new { bookingIds = new[] { buyer.BookingId } }), guest),
            new("StartPayment", "POST", $"/api/orders/{buyer.OrderId}/payments", Of(new { method = "card", card = new { number = Cards.Good, expiry = "12/39", cvc = "123", holder = "Ada Good" } }), guest) { Free = ["/card/holder"] },
            new("GiveRefund", "POST", $"/api/payments/{airline.Payment}/refunds", Of(new { amount = new { amount = "0.01", currency = (string)offer["total"]!["currency"]! }, reason = "A kindness." }), staff) { Free = ["/reason"] },
            new("AddOrderRemark", "POST", "/api/orders/none/remarks", Of(new { text = "There is no such order." }), staff),
            new("CloseCase", "POST", "/api/cases/none/closure", Of(new { note = "There is no such case." }), staff),
            new("ScheduleFlight", "POST", "/api/flights", Of(new { designator = "CT9001", date = "2026-12-24", from = "LHR", to = "JFK", departsLocal = "10:00", arrivesLocal = "13:00", arrivalDayOffset = 0, aircraft = "77W", serviceType = "J" }), staff) { Optional = ["/arrivalDayOffset", "/serviceType"], Free = ["/arrivalDayOffset"] },
            new("DelayFlight", "POST", $"/api/flights/{flight}/delay", Of(new { minutes = 10, reason = "Fog." }), staff) { Free = ["/reason"] },
            new("CancelFlight", "POST", "/api/flights/CT9999-2026-12-01-LHR/cancellation", Of(new { reason = "Fog." }), staff) { Free = ["/reason"] },
            new("ReplaceAircraft", "POST", $"/api/flights/{flight}/aircraft", Of(new { aircraft = "77W" }), staff),
            new("RegisterAircraftType", "POST", "/api/aircraft-types", Of(new
            {
                code = "ZZZ", name = "Zeppelin", rangeKm = 100, cruiseKmh = 100,
                cabins = new[] { new { cabin = "economy", letters = "ABC DEF", rows = new[] { "1", "2" }, exitRows = new[] { "1" }, blocked = new[] { "1A" } } },
            }), staff) { Optional = ["/cabins/0/exitRows", "/cabins/0/blocked"], Free = ["/name"] },
            new("RegisterUser", "POST", "/api/users", Of(new { email = "new@example.org", password = "correct horse battery", name = "New" }), null) { Free = ["/password", "/name"] },
            new("SignIn", "POST", "/api/session", Of(new { email = "nobody@example.org", password = "correct horse battery", kind = "token" }), null) { Optional = ["/kind"] },
            new("ChangeProfile", "PATCH", "/api/me", Of(new { name = "Ada Admin" }), staff) { Free = ["/name"] },
            new("ChangePassword", "POST", "/api/me/password", Of(new { currentPassword = "demo-admin-1", newPassword = "correct horse battery" }), staff) { Free = ["/newPassword"] },
            new("ChangeRoles", "PUT", $"/api/users/{new string('0', 32)}/roles", Of(new { roles = new[] { "traveller" } }), staff),
            new("SendNotification", "POST", "/api/notifications", Of(new { recipient = "ada@example.org", recipientName = "Ada", subject = "Hello", text = "Hello." }), staff) { Optional = ["/recipientName"], Free = ["/recipientName", "/subject", "/text"] },
            new("TryParkedEvents", "POST", "/api/ops/booking/parked/dry-run", Of(new { subscription = "relay", stream = "flight-x" }), staff),
            new("RedriveParkedEvents", "POST", "/api/ops/booking/parked/redrive", Of(new { subscription = "relay", stream = "flight-x", reason = "Because." }), staff),
            new("DiscardParkedEvents", "POST", "/api/ops/booking/parked/discard", Of(new { subscription = "relay", stream = "flight-x", reason = "Because." }), staff),
            new("SimulateFault", "POST", "/api/ops/faults", Of(new { kind = "delayAppends", module = "booking", milliseconds = 1 }), staff),
        ];
    }

    private async Task ExpectRefusalAsync(string what, GoodRequest good, byte[]? body, string? contentType = Json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(good.Method), good.Path);
        request.Headers.Authorization = good.Token is null ? null : new AuthenticationHeaderValue("Bearer", good.Token);
        if (good.Operation is "StartPayment" or "GiveRefund")
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await airline.Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var text = await response.Content.ReadAsStringAsync();
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json" && JsonNode.Parse(text)?["code"] is not null;
        if (!((int)response.StatusCode is >= 400 and < 500 && isProblem))
        {
            faults.Add($"{what}: {(int)response.StatusCode} {text[..Math.Min(text.Length, 200)]}");
        }
    }

    private Task<IReadOnlyList<string>> HeadsAsync() => airline.QuietHeadsAsync();

    private async Task<IEnumerable<string>> OperationsWithBodiesAsync()
    {
        var document = (await new ApiClient(airline.Host.Client).GetAsync("/openapi/v1.json")).Expect();
        return from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               where operation.Value!["requestBody"]?["content"]?[Json] is not null
               select (string)operation.Value!["operationId"]!;
    }

    /// <summary>A host to itself: nobody else writes into its logs.</summary>
    public sealed class Airline : IAsyncLifetime
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
        private readonly DataDirectory data = new();

        internal HostProcess Host { get; private set; } = null!;

        internal ApiClient Admin { get; private set; } = null!;

        internal JsonNode Offer { get; private set; } = null!;

        /// <summary>Has reserved and ordered, and not paid.</summary>
        internal Buyer Reserved { get; private set; } = null!;

        /// <summary>Captured.</summary>
        internal string Payment { get; private set; } = "";

        internal string DataPath => data.Path;

        public async ValueTask InitializeAsync()
        {
            Host = await HostProcess.StartAsync(data.Path, "--small-demo");
            Admin = await Staff.AdminAsync(Host.Client);
            var bought = new Buyer(new ApiClient(Host.Client), "bought");
            Offer = (await bought.SearchAsync(new Journey("LHR", "JFK", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3))))[0];
            Payment = (string)(await bought.PurchaseAsync(Offer))["payments"]![0]!["id"]!;
            Reserved = new Buyer(new ApiClient(Host.Client), "reserved");
            (await Reserved.BookAsync(Offer)).Expect();
            (await Reserved.OrderAsync()).Expect();
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            data.Dispose();
        }

        /// <summary>The heads of all logs, once nothing is under way any more: every subscription has seen everything, twice in a row.</summary>
        internal async Task<IReadOnlyList<string>> QuietHeadsAsync()
        {
            using var ending = new CancellationTokenSource(Patience);
            IReadOnlyList<string> last = [];
            while (true)
            {
                var modules = (await Admin.GetAsync("/api/ops/modules", null, ending.Token)).Expect().AsArray();
                IReadOnlyList<string> heads = [.. modules.Select(m => $"{m!["name"]} {m["head"]}")];
                var isQuiet = modules.All(m => m!["subscriptions"]!.AsArray().All(s => (long)s!["lag"]! == 0));
                if (isQuiet && heads.SequenceEqual(last))
                {
                    return heads;
                }

                last = isQuiet ? heads : [];
            }
        }
    }
}
