using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Contrail.System.Tests.Access;
using Xunit;

[assembly: AssemblyFixture(typeof(AccessWorld))]

namespace Contrail.System.Tests.Access;

/// <summary>Things that belong to somebody, by their ids.</summary>
/// <param name="Booking">Confirmed.</param>
/// <param name="Reference">Its record locator.</param>
/// <param name="BookingToken">The guest's token for it.</param>
/// <param name="OtherToken">A guest's token for another booking.</param>
/// <param name="Order">Paid.</param>
/// <param name="Payment">Captured.</param>
/// <param name="Flight">That is booked.</param>
/// <param name="Date">Of its departure.</param>
/// <param name="Notification">Somebody was sent.</param>
/// <param name="Import">Somebody began.</param>
/// <param name="Correlation">Of the order.</param>
/// <param name="Other">The id of another traveller.</param>
/// <param name="OtherEmail">Their address.</param>
/// <param name="Admin">The id of the admin.</param>
internal sealed record Things(
    string Booking, string Reference, string BookingToken, string OtherToken, string Order, string Payment, string Flight, string Date, string Notification, string Import,
    string Correlation, string Other, string OtherEmail, string Admin);

/// <summary>A host with a traveller's and a guest's booking, order and payment, and everybody who might ask for them.</summary>
public sealed class AccessWorld : IAsyncLifetime
{
    /// <summary>Of the accounts that are opened here.</summary>
    internal const string Password = "correct horse battery";

    private const string OtherEmail = "other@example.org";
    private readonly DataDirectory data = new();
    private HostProcess? host;

    internal HostProcess Host => host!;

    internal string DataPath => data.Path;

    /// <summary>What the demo's traveller bought.</summary>
    internal Things OfTraveller { get; private set; } = null!;

    /// <summary>What somebody without an account bought.</summary>
    internal Things OfGuest { get; private set; } = null!;

    /// <summary>The tokens of those with an account, by the names of <see cref="AccessTable.Callers"/>.</summary>
    internal IReadOnlyDictionary<string, string> UserTokens { get; private set; } = null!;

    /// <summary>A new session of one of them.</summary>
    internal async Task<string> SignInAsync(string caller) => (caller switch
    {
        "the owner" => await Staff.TravellerAsync(Host.Client),
        "another traveller" => await Staff.SignInAsync(Host.Client, OtherEmail, Password),
        "an agent" => await Staff.AgentAsync(Host.Client),
        "operations" => await Staff.OperationsAsync(Host.Client),
        _ => await Staff.AdminAsync(Host.Client),
    }).Token!;

    /// <summary>The token that a caller presents; null for strangers.</summary>
    internal string? TokenOf(string caller, Things things) => caller switch
    {
        "a stranger" => null,
        "a guest with the token of this booking" => things.BookingToken,
        "a guest with the token of another booking" => things.OtherToken,
        _ => UserTokens[caller],
    };

    /// <summary>The operations of the OpenAPI document.</summary>
    internal async Task<IReadOnlyDictionary<string, (string Method, string Path)>> OperationsAsync()
    {
        var document = (await Host.Client.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;
        return (from path in document["paths"]!.AsObject()
                from operation in path.Value!.AsObject()
                select (Id: (string)operation.Value!["operationId"]!, Method: operation.Key.ToUpperInvariant(), Path: path.Key))
            .ToDictionary(o => o.Id, o => (o.Method, o.Path), StringComparer.Ordinal);
    }

    /// <summary>Sends a request and reads the head of the answer, and its problem.</summary>
    internal static async Task<(int Status, string? Code)> SendAsync(HttpClient client, Ask ask, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(ask.Method), ask.Path);
        request.Content = ask.Body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "text/plain"),
            var body => JsonContent.Create(body),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (ask.Method != "GET")
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.Add("If-Match", "\"999999\"");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await response.Content.ReadFromJsonAsync<JsonNode>() : null;
        return ((int)response.StatusCode, (string?)problem?["code"]);
    }

    public async ValueTask InitializeAsync()
    {
        host = await HostProcess.StartAsync(data.Path, "--small-demo");
        var stranger = new ApiClient(Host.Client);
        (await stranger.PostAsync("/api/users", new { email = OtherEmail, password = Password, name = "Otto Other" })).Expect();
        var tokens = new Dictionary<string, string>();
        foreach (var caller in AccessTable.Callers.Where(c => c is "the owner" or "another traveller" or "an agent" or "operations" or "an admin"))
        {
            tokens[caller] = await SignInAsync(caller);
        }

        UserTokens = tokens;
        OfTraveller = await ThingsOfAsync(stranger.As(tokens["the owner"]), "traveller");
        OfGuest = await ThingsOfAsync(stranger, "guest");
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        data.Dispose();
    }

    private async Task<Things> ThingsOfAsync(ApiClient buyersApi, string name)
    {
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3);
        var buyer = new Buyer(buyersApi, name);
        var offer = (await buyer.SearchAsync(new Journey("LHR", "JFK", date)))[0];
        (await buyer.BookAsync(offer)).Expect();
        (await buyer.OrderAsync()).Expect();
        (await buyer.PayAsync()).Expect();
        var order = await buyer.SettleAsync();
        var another = new Buyer(new ApiClient(Host.Client), $"{name}-another");
        (await another.BookAsync(offer)).Expect();

        var booking = (await buyer.Guest.GetAsync($"/api/bookings/{buyer.BookingId}")).Expect();
        var admin = new ApiClient(Host.Client, UserTokens["an admin"]);
        var events = (await admin.GetAsync($"/api/ops/ordering/events?stream=order-{buyer.OrderId}")).Expect();
        return new Things(
            buyer.BookingId!, buyer.Reference!, buyer.Guest.Token!, another.Guest.Token!, buyer.OrderId!, (string)order["payments"]![0]!["id"]!,
            (string)booking["flights"]![0]!["flightId"]!, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            await NotifyAsync(admin),
            await ImportAsync(admin),
            (string)events["items"]![0]!["metadata"]!["correlationId"]!,
            await IdOfAsync("another traveller"), OtherEmail, await IdOfAsync("an admin"));
    }

    private async Task<string> IdOfAsync(string caller) =>
        (string)(await new ApiClient(Host.Client, UserTokens[caller]).GetAsync("/api/me")).Expect()["id"]!;

    private static async Task<string> NotifyAsync(ApiClient admin)
    {
        var begun = await admin.PostAsync("/api/notifications", new { recipient = "ada@example.org", subject = "Hello", text = "Nothing more." });
        return await ReadableAsync(admin, "/api/notifications/", (string)begun.Expect()["id"]!, begun.Position);
    }

    private static async Task<string> ImportAsync(ApiClient admin)
    {
        using var file = new HttpRequestMessage(HttpMethod.Post, "/api/imports/airports?dryRun=true") { Content = new StringContent("nothing", Encoding.UTF8, "text/plain") };
        using var response = await admin.SendAsync(file);
        var id = (string)(await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        return await ReadableAsync(admin, "/api/imports/", id, response.Headers.GetValues("Contrail-Position").Single());
    }

    /// <summary>The id, once what it names can be read.</summary>
    private static async Task<string> ReadableAsync(ApiClient api, string path, string id, string? position)
    {
        (await api.GetAsync(path + id, position)).Expect();
        return id;
    }
}
