using System.Net;
using System.Text.Json;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

public sealed class LookingIntoModules : IAsyncLifetime
{
    private OperationsHost host = null!;

    public async ValueTask InitializeAsync() => host = await OperationsHost.StartAsync(withPurchases: false);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Each_module_says_how_it_is_doing()
    {
        await host.OpenAsync();
        await host.SettleAsync();

        var modules = (await host.GetAsync("/api/ops/modules")).EnumerateArray().ToList();

        modules.Select(m => m.GetProperty("name").GetString()).ShouldBe(["till", "bank"]);
        var bank = modules[1];
        bank.GetProperty("isReady").GetBoolean().ShouldBeTrue();
        bank.GetProperty("head").GetInt64().ShouldBe(2, "the claim of its code, and the bank");
        bank.GetProperty("headHash").GetString()!.Length.ShouldBe(64);
        var subscriptions = bank.GetProperty("subscriptions").EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!);
        subscriptions.Keys.ShouldContain("relay");
        subscriptions.Keys.ShouldContain("OnLastSeatSold");
        subscriptions.Values.ShouldAllBe(s => s.GetProperty("lag").GetInt64() == 0);
        subscriptions.Values.ShouldAllBe(s => s.GetProperty("state").GetString() == "running");
    }

    [Fact]
    public async Task Each_module_says_what_it_tells_which_other()
    {
        var modules = (await host.GetAsync("/api/ops/modules")).EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("tells"));

        var toBank = modules["till"].EnumerateArray().ShouldHaveSingleItem();
        toBank.GetProperty("to").GetString().ShouldBe("bank");
        Texts(toBank, "events").ShouldBe(["till.holder_charged.v1"]);
        Texts(toBank, "commands").ShouldBeEmpty();
        var toTill = modules["bank"].EnumerateArray().ShouldHaveSingleItem();
        toTill.GetProperty("to").GetString().ShouldBe("till");
        Texts(toTill, "events").ShouldBeEmpty("the bank publishes nothing that the till takes");
        Texts(toTill, "commands").ShouldBe(["till.charge_holder.v1"]);
    }

    [Fact]
    public async Task Events_are_listed_page_by_page_forward()
    {
        await FillAsync();
        var seen = new List<long>();
        for (long? after = 0; after is not null;)
        {
            var page = await host.GetAsync($"/api/ops/bank/events?after={after}&limit=4");
            page.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(4);
            seen.AddRange(Positions(page));
            after = Next(page);
        }

        seen.ShouldBe(Enumerable.Range(1, (int)await HeadAsync()).Select(p => (long)p));
    }

    [Fact]
    public async Task Events_are_listed_page_by_page_the_newest_first()
    {
        await FillAsync();
        var seen = new List<long>();
        var path = "/api/ops/bank/events?newest=true&limit=4";
        for (long? before = 0; before is not null;)
        {
            var page = await host.GetAsync(path);
            seen.AddRange(Positions(page));
            before = Next(page);
            path = $"/api/ops/bank/events?before={before}&limit=4";
        }

        seen.ShouldBe(Enumerable.Range(1, (int)await HeadAsync()).Reverse().Select(p => (long)p));
    }

    [Theory]
    [InlineData("type=bank.seat_bank.seats_held", 3)]
    [InlineData("type=bank.seat_bank.seats_held.v1&newest=true", 3)]
    [InlineData("stream=seat_bank-LH400", 4)]
    [InlineData("stream=seat_bank-LH400&newest=true&limit=2", 2)]
    [InlineData("stream=seat_bank-LH400&type=bank.seat_bank.opened", 1)]
    [InlineData("type=bank.seat_bank.no_such_thing", 0)]
    [InlineData("stream=seat_bank-nobody", 0)]
    public async Task Events_are_found_by_type_and_stream(string filter, int expected)
    {
        await FillAsync();

        var page = await host.GetAsync($"/api/ops/bank/events?{filter}");

        page.GetProperty("items").GetArrayLength().ShouldBe(expected);
    }

    [Fact]
    public async Task Events_are_found_by_what_set_them_off_and_shown_whole()
    {
        await host.OpenAsync();
        var held = await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        await host.SettleAsync();

        var page = await host.GetAsync($"/api/ops/bank/events?correlation={held}&limit=1");

        var e = page.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        e.GetProperty("type").GetString().ShouldBe("bank.seat_bank.seats_held.v1");
        e.GetProperty("data").GetProperty("holder").GetString().ShouldBe("ada");
        e.GetProperty("metadata").GetProperty("actor").GetString().ShouldBe("user:ada");
        e.GetProperty("metadata").GetProperty("correlationId").GetGuid().ShouldBe(held);
        e.GetProperty("version").GetInt64().ShouldBe(2);
        Next(page).ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_shows_its_events_and_the_state_that_they_make_at_any_version()
    {
        await FillAsync();

        var now = await host.GetAsync("/api/ops/bank/streams/seat_bank-LH400?limit=2");
        now.GetProperty("events").GetArrayLength().ShouldBe(2);
        now.GetProperty("next").GetInt64().ShouldBe(2);
        var state = StateOf(now);
        state.GetProperty("free").GetInt32().ShouldBe(4);
        state.GetProperty("id").GetString().ShouldBe("LH400");
        state.GetProperty("held").GetInt32().ShouldBe(6);
        state.GetProperty("held (field)").GetProperty("bob").GetInt32().ShouldBe(2, "a private field is shown too");

        StateOf(await host.GetAsync("/api/ops/bank/streams/seat_bank-LH400?at=2")).GetProperty("free").GetInt32().ShouldBe(9);
        StateOf(await host.GetAsync("/api/ops/bank/streams/seat_bank-LH400?at=1")).GetProperty("free").GetInt32().ShouldBe(10);
    }

    [Theory]
    [InlineData("/api/ops/nowhere/events", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/nowhere/streams/seat_bank-1", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/bank/streams/seat_bank-nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/bank/streams/'%20or%201=1", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/bank/events?stream=nonsense", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/bank/events?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/ops/bank/events?limit=201", HttpStatusCode.BadRequest)]
    [InlineData("/api/ops/bank/events?after=1&before=2", HttpStatusCode.BadRequest)]
    [InlineData("/api/ops/correlations/0199a0b0-0000-7000-8000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/nowhere/parked", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/bank/parked?subscription=nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/nowhere/processes", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/live?module=nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/ops/bank/processes?limit=0", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_makes_no_sense_is_said(string path, HttpStatusCode expected) => await host.GetAsync(path, expected);

    [Theory]
    [InlineData("/api/ops/bank/events?after=-5")]
    [InlineData("/api/ops/bank/events?after=9223372036854775807")]
    [InlineData("/api/ops/bank/events?before=-5")]
    [InlineData("/api/ops/bank/events?before=9223372036854775807")]
    [InlineData("/api/ops/bank/streams/seat_bank-LH400?at=-1")]
    [InlineData("/api/ops/bank/streams/seat_bank-LH400?at=9223372036854775807&after=9223372036854775807")]
    [InlineData("/api/ops/bank/parked?after=-1")]
    public async Task Places_beyond_the_ends_are_empty_and_no_error(string path)
    {
        await host.OpenAsync();

        await host.GetAsync(path);
    }

    private static IEnumerable<long> Positions(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("position").GetInt64());

    private static long? Next(JsonElement page) => page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();

    private static IEnumerable<string?> Texts(JsonElement item, string member) => item.GetProperty(member).EnumerateArray().Select(t => t.GetString());

    private static JsonElement StateOf(JsonElement stream) => stream.GetProperty("states").EnumerateArray().ShouldHaveSingleItem().GetProperty("state");

    private async Task FillAsync()
    {
        await host.OpenAsync();
        foreach (var (n, holder) in new[] { "broke-a", "bob", "broke-c" }.Index())
        {
            await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, holder, n + 1));
        }
    }

    private async Task<long> HeadAsync() => (await host.GetAsync("/api/ops/bank/events?limit=1")).GetProperty("head").GetInt64();
}
