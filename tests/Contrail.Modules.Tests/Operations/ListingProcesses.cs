using System.Net;
using System.Text.Json;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

public sealed class ListingProcesses : IAsyncLifetime
{
    private OperationsHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await OperationsHost.StartAsync();
        await host.OpenAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Processes_are_listed_by_state_with_how_they_ended()
    {
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "broke", 1));
        await host.SettleAsync();

        var completed = await ItemsAsync("?state=completed");

        completed.Select(p => (p.GetProperty("key").GetString(), p.GetProperty("outcome").GetString())).ShouldBe([("LH400:ada", "sold"), ("LH400:broke", "released")], ignoreOrder: true);
        completed.ShouldAllBe(p => p.GetProperty("process").GetString() == "seat_purchase" && p.GetProperty("deadlines").EnumerateObject().Count() == 0);
        completed.Single(p => p.GetProperty("outcome").GetString() == "released").GetProperty("lastRefusal").GetString().ShouldBe("Account_Holders_Must_Be_Good_For_Their_Money");
        (await ItemsAsync("?state=open")).ShouldBeEmpty();
        (await ItemsAsync("?state=failed")).ShouldBeEmpty();
        (await ItemsAsync("?key=LH400:ada")).ShouldHaveSingleItem().GetProperty("stream").GetString().ShouldBe("seat_purchase-LH400:ada");
        (await ItemsAsync("?process=nothing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_at_work_shows_its_deadlines()
    {
        await host.Modules.Find("till")!.DisposeAsync();
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        while ((await ItemsAsync("?state=open")).Count == 0)
        {
            await host.BankModule.CaughtUpAsync("engine_processes", 4, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        var open = (await ItemsAsync("?state=open")).ShouldHaveSingleItem();
        open.GetProperty("deadlines").TryGetProperty("charge", out _).ShouldBeTrue();
        open.GetProperty("commandsSent").GetInt32().ShouldBe(1);
        open.GetProperty("lastEvent").GetString().ShouldBe("engine.process.deadline_set.v1");
    }

    [Fact]
    public async Task All_processes_are_seen_page_by_page_the_latest_changed_first()
    {
        for (var n = 0; n < 7; n++)
        {
            await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, $"holder-{n}", 1));
        }

        await host.SettleAsync();
        var seen = new List<(DateTimeOffset At, string Key)>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await host.GetAsync($"/api/ops/bank/processes?limit=2{cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(p => (p.GetProperty("changedAt").GetDateTimeOffset(), p.GetProperty("key").GetString()!)));
            cursor = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : $"&cursor={page.GetProperty("next").GetString()}";
        }

        seen.Select(p => p.Key).Order().ShouldBe(Enumerable.Range(0, 7).Select(n => $"LH400:holder-{n}"));
        seen.Select(p => p.At).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("?state=asleep")]
    [InlineData("?state=")]
    [InlineData("?cursor=WyJ4IiwieSJd")]
    public async Task A_state_that_no_process_can_have_or_a_foreign_cursor_is_refused(string query) => await host.GetAsync($"/api/ops/bank/processes{query}", HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_module_without_processes_has_none() => (await host.GetAsync("/api/ops/till/processes")).GetProperty("items").GetArrayLength().ShouldBe(0);

    [Fact]
    public async Task The_overview_equals_its_rebuild()
    {
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        await host.SettleAsync();

        var report = (await host.BankModule.VerifyAsync(cancellation: TestContext.Current.CancellationToken)).ReadModels.Single(r => r.ReadModel == "engine_processes");

        (report.Rows, report.Differences.Count).ShouldBe((1, 0));
    }

    private async Task<List<JsonElement>> ItemsAsync(string query) => [.. (await host.GetAsync($"/api/ops/bank/processes{query}")).GetProperty("items").EnumerateArray()];
}
