using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Contrail.Engine.AspNetCore;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Access;

/// <summary>What is not, or no longer, a credential opens no route at all; not even one that is open to everybody.</summary>
public sealed class CredentialsThatDoNotCount(AccessWorld world)
{
    [Fact]
    public async Task A_token_that_was_tampered_with_or_has_expired_or_is_another_systems_opens_nothing()
    {
        var good = world.UserTokens["an admin"];
        var claims = await ClaimsOfAsync(good);
        var ours = new AccessTokens(DataKeys.Open(world.DataPath).For("access tokens"));
        var now = TimeProvider.System.GetUtcNow();
        (await AccessWorld.SendAsync(world.Host.Client, new Ask("GET", "/api/me"), ours.Issue(claims, now.AddHours(1)))).Status.ShouldBe(200, "the control: the same claims, not expired");

        await ExpectNothingOpensAsync(
            ("signature cut", good[..^4]),
            ("signature changed", good[..^2] + (good[^2] == 'A' ? 'B' : 'A') + good[^1]),
            ("no signature", good.Split('.')[0] + "."),
            ("payload changed", (good[0] == 'A' ? 'B' : 'A') + good[1..]),
            ("expired", ours.Issue(claims, now.AddSeconds(-1))),
            ("guest's, expired", ours.Issue([new Claim(Caller.CoversClaim, $"booking:{world.OfTraveller.Booking}")], now.AddSeconds(-1))),
            ("signed for another purpose", new AccessTokens(DataKeys.Open(world.DataPath).For("offers")).Issue(claims, now.AddHours(1))),
            ("of another installation", new AccessTokens(new byte[32]).Issue(claims, now.AddHours(1))),
            ("a session that never was", ours.Issue([new Claim(Caller.UserClaim, world.OfTraveller.Admin), new Claim(Caller.RoleClaim, "admin"), new Claim("stamp", "x")], now.AddHours(1))),
            ("a user without a session", ours.Issue([new Claim(Caller.UserClaim, world.OfTraveller.Admin), new Claim(Caller.RoleClaim, "admin")], now.AddHours(1))),
            ("a user that never was", ours.Issue([new Claim(Caller.UserClaim, "nobody"), new Claim("stamp", "x")], now.AddHours(1))),
            ("nothing", ""),
            ("no token at all", "null"),
            ("too long", new string('a', 6_000)));
    }

    [Fact]
    public async Task A_session_that_was_ended_opens_nothing()
    {
        var admin = new ApiClient(world.Host.Client, await world.SignInAsync("an admin"));
        var signedOut = await OpenAccountAsync("signed-out");
        var deactivated = await OpenAccountAsync("deactivated");
        var demoted = await OpenAccountAsync("demoted");
        var changed = await OpenAccountAsync("changed");
        (await AccessWorld.SendAsync(world.Host.Client, new Ask("DELETE", "/api/session"), signedOut.Token)).Status.ShouldBe(204);
        (await admin.PostAsync($"/api/users/{deactivated.Id}/deactivation")).IsSuccess.ShouldBeTrue();
        (await AccessWorld.SendAsync(world.Host.Client, new Ask("PUT", $"/api/users/{demoted.Id}/roles", new { roles = new[] { "agent" } }), admin.Token)).Status.ShouldBe(200);
        var inAnotherSession = await Staff.SignInAsync(world.Host.Client, "changed@example.org", AccessWorld.Password);
        (await inAnotherSession.PostAsync("/api/me/password", new { currentPassword = AccessWorld.Password, newPassword = "another horse battery" })).IsSuccess.ShouldBeTrue();

        await ExpectNothingOpensAsync(("signed out", signedOut.Token), ("account closed", deactivated.Token), ("roles changed", demoted.Token), ("password changed elsewhere", changed.Token));
    }

    [Fact]
    public async Task A_session_cookie_without_the_antiforgery_token_of_its_session_changes_nothing()
    {
        using var browser = world.Host.NewClient(keepsCookies: true);
        using var another = world.Host.NewClient(keepsCookies: true);
        var token = await SignInAsync(browser, "admin@contrail.example", "demo-admin-1");
        var foreignToken = await SignInAsync(another, "agent@contrail.example", "demo-agent-1");
        var unsafeRows = AccessTable.Rows.Where(row => row.Ask(world.OfTraveller).Method != "GET").ToList();
        var mismatches = new List<string>();
        foreach (var row in unsafeRows)
        {
            foreach (var (what, headers) in new (string, (string, string)[])[] { ("none", []), ("a made-up one", [(Sessions.AntiforgeryHeader, "x")]), ("another session's", [(Sessions.AntiforgeryHeader, foreignToken)]) })
            {
                var (status, code) = await AccessWorld.SendAsync(browser, row.Ask(world.OfTraveller), null, headers);
                if ((status, code) != (403, "Antiforgery_Token_Invalid"))
                {
                    mismatches.Add($"{row.Operation} with {what}: {status} {code}");
                }
            }
        }

        mismatches.ShouldBeEmpty();
        unsafeRows.Count.ShouldBeGreaterThan(20);
        (await AccessWorld.SendAsync(browser, new Ask("PATCH", "/api/me", new { name = "Ada Admin" }), null, (Sessions.AntiforgeryHeader, token))).Status.ShouldBe(412, "the control: with its own it gets through");
        (await AccessWorld.SendAsync(browser, new Ask("GET", "/api/me"))).Status.ShouldBe(200, "the session is still there");
    }

    private static async Task<string> SignInAsync(HttpClient browser, string email, string password)
    {
        using var response = await browser.PostAsJsonAsync("/api/session", new { email, password, kind = "cookie" });
        return (string)(await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["antiforgeryToken"]!;
    }

    private async Task ExpectNothingOpensAsync(params (string What, string Token)[] tokens)
    {
        var opened = new List<string>();
        foreach (var (what, token) in tokens)
        {
            foreach (var row in AccessTable.Rows)
            {
                var (status, code) = await AccessWorld.SendAsync(world.Host.Client, row.Ask(world.OfTraveller), null, ("Authorization", $"Bearer {token}"));
                if (status != 401)
                {
                    opened.Add($"{row.Operation} with a token that is {what}: {status} {code}");
                }
            }
        }

        opened.ShouldBeEmpty();
    }

    private async Task<(string Id, string Token)> OpenAccountAsync(string name)
    {
        var api = new ApiClient(world.Host.Client);
        var email = $"{name}@example.org";
        (await api.PostAsync("/api/users", new { email, password = AccessWorld.Password, name })).Expect();
        var session = await Staff.SignInAsync(world.Host.Client, email, AccessWorld.Password);
        return ((string)(await session.GetAsync("/api/me")).Expect()["id"]!, session.Token!);
    }

    /// <summary>What a token says; it is signed, not secret.</summary>
    private static async Task<IReadOnlyList<Claim>> ClaimsOfAsync(string token)
    {
        using var content = new MemoryStream(global::System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]));
        var json = await JsonNode.ParseAsync(content);
        var claims = json!.AsObject().First(m => m.Value is JsonArray).Value!.AsArray();
        return [.. claims.Select(c => new Claim((string)c![0]!, (string)c[1]!))];
    }
}
