using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.WebLayer;

/// <summary>Who gets in: tokens, sessions, roles.</summary>
public sealed class KnowingTheCaller(NotebookHost notebook) : IClassFixture<NotebookHost>
{
    private const string Body = """{"text":"mine","copies":1}""";

    [Theory]
    [InlineData("/api/notes", "stranger", 200)]
    [InlineData("/api/notes", "guest", 200)]
    [InlineData("/api/notes", "forged", 401)]
    [InlineData("/api/notes", "expired", 401)]
    [InlineData("/api/own-notes", "stranger", 401)]
    [InlineData("/api/own-notes", "guest", 200)]
    [InlineData("/api/own-notes", "traveller", 200)]
    [InlineData("/api/staff-notes", "stranger", 401)]
    [InlineData("/api/staff-notes", "guest", 403)]
    [InlineData("/api/staff-notes", "traveller", 403)]
    [InlineData("/api/staff-notes", "agent", 200)]
    [InlineData("/api/staff-notes", "admin", 200)]
    [InlineData("/api/staff-notes", "forged", 401)]
    public async Task Each_route_lets_in_whom_its_rule_names(string path, string who, int status)
    {
        var told = await notebook.GetAsync(path, HeadersOf(who));

        told.Status.ShouldBe(status, told.Body);
        if (status == 401)
        {
            told.Headers["WWW-Authenticate"].ShouldBe("Bearer");
        }
    }

    [Fact]
    public async Task Who_may_not_come_in_learns_nothing_about_their_body()
    {
        var told = await notebook.PostAsync("/api/notes/note_1/text", "{", HeadersOf("guest"));

        told.Code.ShouldBe("User_Required");
    }

    [Fact]
    public async Task A_session_changes_something_only_with_its_antiforgery_token()
    {
        using var browser = notebook.NewClient(keepsCookies: true);
        using var signedIn = await browser.PostAsync("/api/notebook/session/anna", null);
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("contrail_session=", StringComparison.Ordinal));

        (await browser.GetAsync("/api/own-notes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(browser, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(browser, "forged")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(browser, token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
    }

    [Fact]
    public async Task The_antiforgery_token_of_somebody_else_does_not_do()
    {
        using var anna = notebook.NewClient(keepsCookies: true);
        using var ben = notebook.NewClient(keepsCookies: true);
        await anna.PostAsync("/api/notebook/session/anna", null);
        await ben.PostAsync("/api/notebook/session/ben", null);
        var bens = (await ben.GetFromJsonAsync<JsonElement>("/api/session/antiforgery")).GetProperty("token").GetString();

        (await PostAsync(anna, bens)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(ben, bens)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_session_that_was_ended_does_not_count_by_cookie_or_by_token()
    {
        using var browser = notebook.NewClient(keepsCookies: true);
        await browser.PostAsync("/api/notebook/session/dismissed", null);
        notebook.EndSessionsOf("dismissed");

        using var answer = await browser.GetAsync("/api/own-notes");
        (await Told.ByAsync(answer)).Code.ShouldBe("Session_Ended");
        (await notebook.GetAsync("/api/own-notes", ("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "dismissed"))}"))).Code.ShouldBe("Session_Ended");
        (await browser.GetAsync("/api/notes")).StatusCode.ShouldBe(HttpStatusCode.OK, "the cookie was taken away");
    }

    [Fact]
    public void A_host_with_a_route_that_nobody_may_or_may_not_call_does_not_start()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/api/forgotten", () => "open");

        Should.Throw<InvalidOperationException>(app.CheckAccessIsStated).Message.ShouldContain("GET /api/forgotten");
    }

    private (string, string)[] HeadersOf(string who) => who switch
    {
        "stranger" => [],
        "guest" => [Bearer(null, ("covers", "note:1"))],
        "forged" => [("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "u1"))[..^2]}xx")],
        "expired" => [Bearer(DateTimeOffset.UnixEpoch, ("sub", "u1"))],
        _ => [Bearer(null, ("sub", "u1"), ("role", who))],
    };

    private (string, string) Bearer(DateTimeOffset? expires, params (string, string)[] claims) => ("Authorization", $"Bearer {notebook.TokenOf(expires, claims)}");

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string? antiforgery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/notes") { Content = new StringContent(Body, null, "application/json") };
        if (antiforgery is not null)
        {
            request.Headers.Add(Sessions.AntiforgeryHeader, antiforgery);
        }

        return await client.SendAsync(request);
    }
}
