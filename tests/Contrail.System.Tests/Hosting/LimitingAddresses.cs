using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Hosting;

/// <summary>Limits by address, with and without proxies in front.</summary>
public sealed class LimitingAddresses : IAsyncLifetime
{
    private readonly DataDirectory data = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        data.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_known_proxy_tells_who_calls()
    {
        await using var host = await StartAsync(("CONTRAIL_RateLimits__SignIn", "2"), ("CONTRAIL_Proxies", "10.9.0.0/16, 127.0.0.1"));

        (await SignInAsync(host, "192.0.2.1", times: 3)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await SignInAsync(host, "192.0.2.2", times: 1)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_known_proxies_nobody_can_make_addresses_up()
    {
        await using var host = await StartAsync(("CONTRAIL_RateLimits__SignIn", "2"));

        (await SignInAsync(host, "192.0.2.1", times: 2)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(host, "192.0.2.2", times: 1)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Strangers_cannot_hold_seats_without_end_and_whoever_is_signed_in_is_not_counted()
    {
        await using var host = await StartAsync("--small-demo", ("CONTRAIL_RateLimits__Hold", "2"));
        var stranger = new ApiClient(host.Client);
        var body = new { offerId = "none" };
        for (var i = 0; i < 2; i++)
        {
            (await stranger.PostAsync("/api/bookings", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await stranger.PostAsync("/api/bookings", body)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        var traveller = await Staff.TravellerAsync(host.Client);
        (await traveller.PostAsync("/api/bookings", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_no_list_of_proxies_is_refused_at_the_start()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(("CONTRAIL_Proxies", "my-proxy")));

        error.Message.ShouldContain("'my-proxy' is neither");
    }

    private Task<HostProcess> StartAsync(params (string, string)[] variables) => StartAsync("--no-demo", variables);

    private Task<HostProcess> StartAsync(string demo, params (string, string)[] variables) => HostProcess.StartAsync(data.Path, new Variables(variables), demo);

    private static async Task<HttpStatusCode> SignInAsync(HostProcess host, string from, int times)
    {
        var status = HttpStatusCode.OK;
        for (var i = 0; i < times; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { email = "nobody@contrail.example", password = "a wrong password", kind = "token" }) };
            request.Headers.Add("X-Forwarded-For", from);
            using var answer = await host.Client.SendAsync(request);
            status = answer.StatusCode;
        }

        return status;
    }
}
