using System.Net.ServerSentEvents;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

public sealed class WatchingEvents : IAsyncLifetime
{
    private OperationsHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await OperationsHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Events_are_told_as_they_happen_to_whoever_watches_them()
    {
        using var answer = await host.Http.GetAsync("/api/ops/live?module=bank&type=bank.seat_bank.seats_held", HttpCompletionOption.ResponseHeadersRead, Cancel);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancel);
        await using var items = SseParser.Create(stream).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
        (await NextAsync(items)).Type.ShouldBe("alive");

        await host.OpenAsync();
        var held = await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "broke", 2));

        var (type, data) = await NextAsync(items);
        type.ShouldBe("event");
        data.GetProperty("type").GetString().ShouldBe("bank.seat_bank.seats_held.v1");
        data.GetProperty("module").GetString().ShouldBe("bank");
        data.GetProperty("correlationId").GetGuid().ShouldBe(held);
        data.GetProperty("position").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task A_reader_that_is_slow_is_told_how_many_it_missed_and_goes_on_near_the_end()
    {
        var feed = new LiveFeed([host.BankModule], new EventFilter(null, null, null)) { MostBehind = 3 };
        await using var items = feed.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        (await items.MoveNextAsync()).ShouldBeTrue();
        items.Current.Kind.ShouldBe("alive");
        await host.OpenAsync(100);
        for (var n = 0; n < 10; n++)
        {
            await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, $"broke-{n}", 1));
        }

        await host.SettleAsync();
        var head = (await host.BankModule.Log.ReadHeadAsync(Cancel)).Position;

        await items.MoveNextAsync();
        (items.Current.Kind, items.Current.Count).ShouldBe(("missed", head - 3));
        for (var position = head - 2; position <= head; position++)
        {
            await items.MoveNextAsync();
            (items.Current.Kind, items.Current.Position).ShouldBe(("event", position));
        }
    }

    [Fact]
    public async Task A_reader_of_a_quiet_host_hears_that_it_is_alive()
    {
        var feed = new LiveFeed(host.Modules.All, new EventFilter(null, null, null)) { Heartbeat = TimeSpan.FromMilliseconds(1) };

        var heard = await feed.WatchAsync(Cancel).Take(3).ToListAsync(Cancel);

        heard.ShouldAllBe(item => item.Kind == "alive" && item.Positions!.Count == 2);
    }

    private static async Task<(string Type, JsonElement Data)> NextAsync(IAsyncEnumerator<SseItem<string>> items)
    {
        (await items.MoveNextAsync()).ShouldBeTrue();
        return (items.Current.EventType, JsonSerializer.Deserialize<JsonElement>(items.Current.Data));
    }
}
