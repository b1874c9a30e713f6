using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Payments;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using Contrail.Payments.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>The routes of Payments behind the web layer.</summary>
public sealed class PaymentsOverHttp : PaymentsScenario
{
    private static readonly Claim Ada = new(Caller.UserClaim, "ada");
    private static readonly Claim Guest = new(Caller.CoversClaim, "booking:b1");
    private static readonly Claim Stranger = new(Caller.CoversClaim, "booking:other");
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("payments-keys-");
    private WebApplication app = null!;

    [Theory]
    [InlineData(Caller.UserClaim, "ada", HttpStatusCode.Accepted)]
    [InlineData(Caller.CoversClaim, "booking:b1", HttpStatusCode.Accepted)]
    [InlineData(Caller.RoleClaim, "agent", HttpStatusCode.Accepted)]
    [InlineData(Caller.UserClaim, "eve", HttpStatusCode.NotFound)]
    [InlineData(Caller.CoversClaim, "booking:other", HttpStatusCode.NotFound)]
    [InlineData(Caller.RoleClaim, "operations", HttpStatusCode.NotFound)]
    public async Task Only_those_whose_order_it_is_and_agents_pay_it(string claim, string value, HttpStatusCode status)
    {
        var order = await PlaceOrderAsync(user: "ada");
        Claim[] claims = claim == Caller.RoleClaim ? [new(Caller.UserClaim, "staff"), new(claim, value)] : [new(claim, value)];

        (await PayAsync(order, claims)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_payment_is_accepted_and_a_repeated_request_gets_the_equal_answer()
    {
        var order = await PlaceOrderAsync(user: "ada");
        var first = await PayAsync(order, [Ada], key: "k1");
        var again = await PayAsync(order, [Ada], key: "k1");

        first.Headers.Location!.ToString().ShouldBe($"/api/orders/{order}");
        var body = await first.Content.ReadAsStringAsync(Cancel);
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldBe(body);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        body.ShouldContain("\"last4\":\"4242\"");
        (await PayAsync(order, [Ada], card: LosesAnswers, key: "k1")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PayAsync(order, [Ada], key: "k2")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task No_payment_is_taken_without_an_idempotency_key() =>
        (await PayAsync(await PlaceOrderAsync(user: "ada"), [Ada], key: null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("4242424242424243", "12/30", "123", "Ada")]
    [InlineData("4242", "12/30", "123", "Ada")]
    [InlineData(Approves, "13/30", "123", "Ada")]
    [InlineData(Approves, "02/26", "123", "Ada")]
    [InlineData(Approves, "12/30", "12", "Ada")]
    [InlineData(Approves, "12/30", "12a", "Ada")]
    [InlineData(Approves, "12/30", "123", " ")]
    public async Task A_card_that_cannot_be_used_is_refused_and_its_number_is_not_repeated(string number, string expiry, string cvc, string holder)
    {
        var answer = await PayAsync(await PlaceOrderAsync(user: "ada"), [Ada], number, expiry: expiry, cvc: cvc, holder: holder);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain(number);
    }

    [Fact]
    public async Task The_number_of_a_card_is_in_no_event()
    {
        await PayAsync(await PlaceOrderAsync(user: "ada"), [Ada]);
        var page = await Payments.Log.ReadAsync(0, 1000, types: null, Cancel);
        page.Events.Count.ShouldBeGreaterThan(1);
        page.Events.SelectMany(e => new[] { e.Data.ToArray(), e.Metadata.ToArray() }).ShouldAllBe(b => !System.Text.Encoding.UTF8.GetString(b).Contains(Approves));
    }

    [Fact]
    public async Task A_payment_is_shown_to_its_owner_and_to_staff()
    {
        var payment = await PaidAsync();
        (await GetAsync($"/api/payments/{payment}", Guest)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync($"/api/payments/{payment}", Stranger)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"/api/payments/{payment}", Staff("operations"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/payments/unknown", Staff("operations"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Payments_are_listed_the_newest_first_page_by_page()
    {
        var (first, second) = (await PaidAsync(), await PaidAsync());
        await SettleAsync();
        var page = await ReadAsync("/api/payments?limit=1&status=captured");
        IdsOf(page).ShouldBe([second.ToString()]);
        IdsOf(await ReadAsync($"/api/payments?limit=1&status=captured&cursor={page.GetProperty("next").GetString()}")).ShouldBe([first.ToString()]);
        IdsOf(await ReadAsync("/api/payments?status=failed")).ShouldBeEmpty();
        IdsOf(await ReadAsync($"/api/payments?orderId={(await DetailsAsync(first)).OrderId}")).ShouldBe([first.ToString()]);
        (await GetAsync("/api/payments", Ada)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_books_are_compared_for_operations_staff()
    {
        await PaidAsync();
        (await ReadAsync("/api/ops/payments/reconciliation")).GetProperty("differences").GetArrayLength().ShouldBe(0);
        (await GetAsync("/api/ops/payments/reconciliation", Ada)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_agent_gives_back_once_and_no_more_than_is_left()
    {
        var payment = await PaidAsync();
        (await RefundAsync(payment, 345, "k1")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await RefundAsync(payment, 345, "k1")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await UntilAsync(async () => (await DetailsAsync(payment)).Refunded == Euros(345), "refunded");

        (await RefundAsync(payment, 12_001, "k2")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await DetailsAsync(payment)).Refunds.Count.ShouldBe(1);
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_webhook_needs_its_signature_and_a_payment_and_may_come_again()
    {
        var payment = await PaidAsync();
        var signature = new WebhookSignature(PaymentsModule.WebhookKey(Options));
        var known = WebhookBody.Of($"{payment}:authorization", new GatewayAnswer.Approved("auth_1")).ToBytes();
        var unknown = WebhookBody.Of($"{Guid.NewGuid():N}:authorization", new GatewayAnswer.Approved("auth_1")).ToBytes();

        (await HookAsync(known, signature.Sign(known))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await HookAsync(known, signature.Sign(known))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await HookAsync(known, signature.Sign(unknown))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await HookAsync(unknown, signature.Sign(unknown))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(payment)).ShouldBe(PaymentStatus.Captured);
    }

    private protected override async Task<RunningModule> RunAsync(IStorage at, ModuleOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Module);
        builder.Services.AddContrailWeb(DataKeys.Open(keys.FullName), builder.Configuration, typeof(PaymentsModule).Assembly);
        app = builder.Build();
        app.UseContrailWeb();
        app.MapEndpointsOf(typeof(PaymentsModule).Assembly);
        app.CheckAccessIsStated();
        var modules = app.Services.GetRequiredService<RunningModules>();
        await modules.StartAsync(Module, at, options, Cancel);
        await app.StartAsync(Cancel);
        return modules.Of<PaymentsModule>();
    }

    private static Claim[] Staff(string role) => [new(Caller.UserClaim, "staff"), new(Caller.RoleClaim, role)];

    private static IEnumerable<string?> IdsOf(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString());

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, IEnumerable<Claim> claims, HttpContent? content = null, string? key = null)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(method, path) { Content = content };
        var token = app.Services.GetRequiredService<AccessTokens>().Issue(claims, Clock.GetUtcNow().AddHours(1));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.SendAsync(request, Cancel);
    }

    private Task<HttpResponseMessage> GetAsync(string path, params Claim[] claims) => SendAsync(HttpMethod.Get, path, claims);

    private async Task<JsonElement> ReadAsync(string path)
    {
        var answer = await GetAsync(path, Staff("operations"));
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> PayAsync(
        string order, Claim[] claims, string card = Approves, string? key = "key", string expiry = "12/30", string cvc = "123", string holder = "Ada Lovelace") =>
        SendAsync(
            HttpMethod.Post, $"/api/orders/{order}/payments", claims,
            JsonContent.Create(new { method = "card", card = new { number = card, expiry, cvc, holder } }), key);

    private Task<HttpResponseMessage> RefundAsync(PaymentId payment, long cents, string key) =>
        SendAsync(HttpMethod.Post, $"/api/payments/{payment}/refunds", Staff("agent"), JsonContent.Create(new { amount = new { minor = cents, currency = "EUR" }, reason = "Goodwill." }), key);

    private Task<HttpResponseMessage> HookAsync(byte[] body, string signature)
    {
        var content = new ByteArrayContent(body);
        content.Headers.Add(WebhookSignature.Header, signature);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(HttpMethod.Post, "/api/payments/webhooks/simulator", [], content);
    }
}
