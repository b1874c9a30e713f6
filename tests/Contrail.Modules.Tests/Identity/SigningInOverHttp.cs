using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Log;
using Contrail.Identity;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Identity;

public sealed class SigningInOverHttp : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private const string StartOfHashes = "AQAAAA";
    private PeopleHost host = null!;
    private HttpClient stranger = null!;

    public async ValueTask InitializeAsync()
    {
        host = await PeopleHost.StartAsync();
        stranger = host.NewClient();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        stranger.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_registers_can_sign_in_at_once_and_is_known()
    {
        var registered = await stranger.PostAsJsonAsync("/api/users", new { email = "Ada@Example.com", password = Password, name = "Ada" });
        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
        var session = await JsonOf(await stranger.PostAsJsonAsync("/api/session", new { email = " ada@example.COM", password = Password, kind = "token" }));

        stranger.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("accessToken").GetString());
        var me = await stranger.GetFromJsonAsync<JsonElement>("/api/me");

        me.GetRawText().ShouldBe((await JsonOf(registered)).GetRawText());
        me.GetProperty("email").GetString().ShouldBe("ada@example.com");
        me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["traveller"]);
    }

    [Fact]
    public async Task A_taken_address_is_told()
    {
        var answer = await stranger.PostAsJsonAsync("/api/users", new { email = "agent@contrail.example", password = Password, name = "Eve" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await JsonOf(answer)).GetProperty("code").GetString().ShouldBe("User_Email_Is_Taken");
    }

    [Fact]
    public async Task An_unknown_address_a_wrong_password_and_a_locked_account_are_answered_alike()
    {
        var wrong = await RefusalOf("agent@contrail.example", Password);
        var unknown = await RefusalOf("nobody@contrail.example", Password);
        for (var i = 0; i < 4; i++)
        {
            await RefusalOf("agent@contrail.example", Password);
        }

        var locked = await RefusalOf("agent@contrail.example", "demo-agent-1");

        wrong.ShouldBe(unknown);
        wrong.ShouldBe(locked);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        using var agent = await host.SignedInAsync("agent");
        (await agent.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_repeated_sign_in_gets_the_same_token_and_never_without_the_password()
    {
        var body = new { email = "agent@contrail.example", password = "demo-agent-1", kind = "token" };
        var first = await PostAsync(stranger, "/api/session", body, key: "k1");
        var again = await PostAsync(stranger, "/api/session", body, key: "k1");
        var guessed = await PostAsync(stranger, "/api/session", body with { password = "a wrong guess" }, key: "k1");

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        guessed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_browser_signs_in_changes_its_name_with_the_antiforgery_token_and_signs_out()
    {
        using var browser = host.NewClient(keepsCookies: true);
        var session = await JsonOf(await browser.PostAsJsonAsync("/api/session", new { email = "traveller@contrail.example", password = "demo-traveller" }));
        session.TryGetProperty("accessToken", out var token).ShouldBe(token.ValueKind == JsonValueKind.Null);

        (await browser.PatchAsJsonAsync("/api/me", new { name = "Eve" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "without the antiforgery token");
        browser.DefaultRequestHeaders.Add(Sessions.AntiforgeryHeader, session.GetProperty("antiforgeryToken").GetString());
        (await JsonOf(await browser.PatchAsJsonAsync("/api/me", new { name = "Tara O'Brien" }))).GetProperty("name").GetString().ShouldBe("Tara O'Brien");
        (await browser.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("name").GetString().ShouldBe("Tara O'Brien");
        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await browser.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_is_worth_nothing_after_signing_out()
    {
        using var agent = await host.SignedInAsync("agent");
        using var elsewhere = await host.SignedInAsync("agent");
        await agent.DeleteAsync("/api/session");

        (await agent.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_password_ends_other_sessions_and_signs_in_from_then_on()
    {
        using var agent = await host.SignedInAsync("agent");
        using var elsewhere = await host.SignedInAsync("agent");

        var wrong = await agent.PostAsJsonAsync("/api/me/password", new { currentPassword = "not this one", newPassword = Password });
        var changed = await agent.PostAsJsonAsync("/api/me/password", new { currentPassword = "demo-agent-1", newPassword = Password });

        (wrong.StatusCode, changed.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.NoContent));
        (await agent.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await RefusalOf("agent@contrail.example", "demo-agent-1");
        (await stranger.PostAsJsonAsync("/api/session", new { email = "agent@contrail.example", password = Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_admin_gives_roles_and_closes_accounts_and_sessions_end()
    {
        using var admin = await host.SignedInAsync("admin");
        using var agent = await host.SignedInAsync("agent");
        var id = (await agent.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("id").GetString();

        var given = await admin.PutAsJsonAsync($"/api/users/{id}/roles", new { roles = new[] { "operations", "agent" } });
        (await JsonOf(given)).GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["agent", "operations"]);
        (await agent.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.PostAsync($"/api/users/{id}/deactivation", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await RefusalOf("agent@contrail.example", "demo-agent-1");
        (await admin.PutAsJsonAsync("/api/users/nonsense/roles", new { roles = new[] { "agent" } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.PutAsJsonAsync($"/api/users/{Guid.Empty:N}/roles", new { roles = new[] { "agent" } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.PutAsJsonAsync($"/api/users/{id}/roles", new { roles = new[] { "emperor" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Users_are_listed_page_by_page_and_found_by_what_they_are_called()
    {
        using var admin = await host.SignedInAsync("admin");
        var first = await admin.GetFromJsonAsync<JsonElement>("/api/users?limit=3");
        var second = await admin.GetFromJsonAsync<JsonElement>($"/api/users?limit=3&cursor={first.GetProperty("next").GetString()}");
        var found = await admin.GetFromJsonAsync<JsonElement>("/api/users?q=OLGA");

        EmailsOf(first).Concat(EmailsOf(second)).ShouldBe(["admin@contrail.example", "agent@contrail.example", "operations@contrail.example", "traveller@contrail.example"]);
        EmailsOf(found).ShouldBe(["operations@contrail.example"]);
    }

    [Fact]
    public async Task Staff_know_each_other_by_name_and_learn_nothing_of_travellers()
    {
        using var agent = await host.SignedInAsync("agent");
        using var traveller = await host.SignedInAsync("traveller");

        var first = await agent.GetFromJsonAsync<JsonElement>("/api/colleagues?limit=2");
        var second = await agent.GetFromJsonAsync<JsonElement>($"/api/colleagues?limit=2&cursor={first.GetProperty("next").GetString()}");

        NamesOf(first).Concat(NamesOf(second)).ShouldBe(["Ada Admin", "Amir Agent", "Olga Operations"]);
        (await traveller.GetAsync("/api/colleagues")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_an_admin_sees_users()
    {
        using var agent = await host.SignedInAsync("agent");

        (await agent.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_answer_holds_a_password_or_a_hash_and_hashes_are_in_credential_events_only()
    {
        var registered = await PostAsync(stranger, "/api/users", new { email = "ada@example.com", password = Password, name = "Ada" }, key: "k1");
        var signedIn = await PostAsync(stranger, "/api/session", new { email = "ada@example.com", password = Password }, key: "k2");
        using var admin = await host.SignedInAsync("admin");
        var answers = $"{await registered.Content.ReadAsStringAsync()} {await signedIn.Content.ReadAsStringAsync()} {await admin.GetStringAsync("/api/users")}";

        answers.ShouldNotContain(Password);
        answers.ShouldNotContain("hash", Case.Insensitive);
        answers.ShouldNotContain(StartOfHashes);
        var telling = new HashSet<string>();
        await foreach (var e in host.Modules.Of<IdentityModule>().Log.ReadAllAsync())
        {
            var text = Encoding.UTF8.GetString(e.Data.Span);
            text.ShouldNotContain(Password);
            telling.UnionWith(text.Contains(StartOfHashes, StringComparison.Ordinal) ? [e.Type] : []);
        }

        telling.ShouldBe(["identity.user.registered"]);
    }

    [Fact]
    public async Task The_same_registration_at_once_is_one_account()
    {
        var body = new { email = "ada@example.com", password = Password, name = "Ada" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(stranger, "/api/users", body, key: "k1")));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created);
        (await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct().Count().ShouldBe(1);
    }

    private static IEnumerable<string?> NamesOf(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("name").GetString());

    private static IEnumerable<string?> EmailsOf(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("email").GetString());

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    private static async Task<HttpResponseMessage> PostAsync<T>(HttpClient client, string path, T body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    /// <summary>What is told, but for the id of the request.</summary>
    private async Task<string> RefusalOf(string email, string password)
    {
        var answer = await stranger.PostAsJsonAsync("/api/session", new { email, password });
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return string.Join('\n', (await JsonOf(answer)).EnumerateObject().Where(m => m.Name != "traceId").Select(m => m.ToString()));
    }
}
