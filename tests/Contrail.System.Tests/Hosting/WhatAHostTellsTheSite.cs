using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Hosting;

/// <summary>What the website has to know about its host: what time it is there, and whether it is a demo.</summary>
public sealed class WhatAHostTellsTheSite(SharedHost shared)
{
    [Fact]
    public async Task Every_answer_of_the_api_tells_the_clock_of_the_modules_even_where_it_is_shifted()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--no-demo", "--clock", "2005-06-01T12:00:00Z");

        var answer = await host.Client.GetAsync("/api/airports");
        var refusal = await host.Client.GetAsync("/api/bookings/nothing");

        TimeOf(answer).ShouldBe(new DateTimeOffset(2005, 6, 1, 12, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(5));
        TimeOf(refusal).ShouldBeGreaterThanOrEqualTo(TimeOf(answer));
        (await host.Client.GetAsync("/health/live")).Headers.Contains("Contrail-Time").ShouldBeFalse();
    }

    [Fact]
    public async Task A_demo_tells_logins_that_sign_in_and_the_cards_of_the_simulator()
    {
        var demo = (await new ApiClient(shared.Client).GetAsync("/api/demo")).Expect();

        ((bool)demo["isDemo"]!).ShouldBeTrue();
        demo["cards"]!.AsArray().Select(c => (string)c!["number"]!).ShouldBe([Cards.Good, Cards.Declined, Cards.Late, Cards.AnswerLost, Cards.Silent]);
        foreach (var login in demo["logins"]!.AsArray())
        {
            var body = new { email = (string)login!["email"]!, password = (string)login["password"]!, kind = "token" };
            (await new ApiClient(shared.Client).PostAsync("/api/session", body)).Expect();
        }
    }

    [Fact]
    public async Task Any_other_host_tells_that_it_is_none_and_nothing_more()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--no-demo");

        var told = await host.Client.GetFromJsonAsync<JsonNode>("/api/demo");

        told!.ToJsonString().ShouldBe("""{"isDemo":false,"logins":[],"cards":[]}""");
    }

    private static DateTimeOffset TimeOf(HttpResponseMessage answer) =>
        DateTimeOffset.Parse(answer.Headers.GetValues("Contrail-Time").Single(), CultureInfo.InvariantCulture);
}
