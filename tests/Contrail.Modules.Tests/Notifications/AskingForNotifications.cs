using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Contrail.Modules.Tests.Identity;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

public sealed class AskingForNotifications : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private PeopleHost host = null!;
    private HttpClient agent = null!;

    public async ValueTask InitializeAsync()
    {
        host = await PeopleHost.StartAsync();
        agent = await host.SignedInAsync("agent");
        await SettledAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        agent.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task The_mailbox_holds_what_was_sent_newest_first()
    {
        await SendAsync("First");
        await SendAsync("Second");

        var mailbox = await agent.GetFromJsonAsync<JsonElement>("/api/mailbox?recipient=Ada@example.com");

        Texts(mailbox, "subject").ShouldBe(["Second", "First"]);
        Texts(mailbox, "text").ShouldBe(["Line one\nline two", "Line one\nline two"]);
    }

    [Fact]
    public async Task Notifications_are_listed_page_by_page_and_by_template_and_status()
    {
        await SendAsync("First");

        var first = await agent.GetFromJsonAsync<JsonElement>("/api/notifications?template=welcome&status=sent&limit=3");
        var second = await agent.GetFromJsonAsync<JsonElement>($"/api/notifications?template=welcome&status=sent&limit=3&cursor={first.GetProperty("next").GetString()}");

        Texts(first, "recipient").Concat(Texts(second, "recipient")).Order()
            .ShouldBe(["admin@contrail.example", "agent@contrail.example", "operations@contrail.example", "traveller@contrail.example"]);
        Texts(await agent.GetFromJsonAsync<JsonElement>("/api/notifications?status=failed"), "id").ShouldBeEmpty();
        (await agent.GetAsync("/api/notifications?status=7")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await agent.GetAsync("/api/notifications?cursor=xyz")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_notification_shows_what_became_of_it_and_can_be_sent_again()
    {
        var address = await SendAsync("First");
        (await agent.PostAsync($"{address}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await SettledAsync();

        var details = await agent.GetFromJsonAsync<JsonElement>(address);

        details.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("status").GetString()).ShouldBe(["requested", "sent", "requested", "sent"]);
        details.GetProperty("deliveries").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00000000000000000000000000000000")]
    public async Task What_does_not_exist_is_not_found(string id)
    {
        (await agent.GetAsync($"/api/notifications/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.PostAsync($"/api/notifications/{id}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ada@example.com\r\nBcc: all@example.com", "Hello")]
    [InlineData("Ada <ada@example.com>", "Hello")]
    [InlineData("ada", "Hello")]
    [InlineData("ada@example.com", "Hello\nBcc: all@example.com")]
    [InlineData("ada@example.com", "")]
    public async Task What_would_be_no_letter_is_refused(string recipient, string subject) =>
        (await agent.PostAsJsonAsync("/api/notifications", new { recipient, subject, text = "Text" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Templates_are_listed_with_previews()
    {
        var templates = await agent.GetFromJsonAsync<JsonElement>("/api/notification-templates");

        templates.GetArrayLength().ShouldBe(10);
        templates[0].GetProperty("subject").GetString().ShouldBe("Welcome to Contrail");
    }

    [Theory]
    [InlineData("/api/notifications")]
    [InlineData("/api/mailbox")]
    [InlineData("/api/notification-templates")]
    public async Task Travellers_see_none_of_it(string path)
    {
        using var traveller = await host.SignedInAsync("traveller");

        (await traveller.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static IEnumerable<string?> Texts(JsonElement page, string member) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty(member).GetString());

    /// <summary>Writes to Ada and waits until it is delivered.</summary>
    private async Task<string> SendAsync(string subject)
    {
        var answer = await agent.PostAsJsonAsync("/api/notifications", new { recipient = "ada@example.com", subject, text = "Line one\nline two" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await SettledAsync();
        return answer.Headers.Location!.ToString();
    }

    private async Task SettledAsync()
    {
        foreach (var module in host.Modules.All)
        {
            for (var (before, head) = (-1L, 0L); before != head; before = head, head = (await module.Log.ReadHeadAsync(default)).Position)
            {
                await module.CaughtUpAsync(head, Patience);
            }
        }
    }
}
