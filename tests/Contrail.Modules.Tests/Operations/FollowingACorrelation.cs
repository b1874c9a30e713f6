using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

public sealed class FollowingACorrelation
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_command_set_off_is_one_connected_graph_over_all_modules()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.OpenAsync();
        var held = await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "bob", 1));
        await host.SettleAsync();

        var graph = await host.GetAsync($"/api/ops/correlations/{held}");

        var events = graph.GetProperty("events").EnumerateArray().ToList();
        events.Select(e => e.GetProperty("module").GetString()).Distinct().ShouldBe(["bank", "till"], ignoreOrder: true);
        events.Select(e => e.GetProperty("type").GetString()).ShouldContain("bank.seat_bank.seats_sold.v1");
        events.Select(e => e.GetProperty("type").GetString()).ShouldContain("till.account.charged.v1");
        events.Count.ShouldBe(graph.GetProperty("eventCount").GetInt32());
        events.ShouldAllBe(e => !e.GetProperty("stream").GetString()!.Contains("bob"), "bob's is another request");

        Reachable(graph, $"bank:command:{held:N}").ShouldBe(Nodes(graph), ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_scheduled_hangs_on_the_command_that_scheduled_it()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.OpenAsync();
        var held = await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "broke", 2, TimeSpan.FromMilliseconds(1)));
        for (var seats = 0; seats < 10;)
        {
            await host.SettleAsync();
            seats = (await host.BankModule.StateAsync<SeatBank.SeatBanks.SeatBank>(OperationsHost.Bank)).Free;
        }

        var graph = await host.GetAsync($"/api/ops/correlations/{held}");

        Reachable(graph, $"bank:command:{held:N}").ShouldBe(Nodes(graph), ignoreOrder: true);
    }

    [Fact]
    public async Task The_index_finds_what_a_search_of_the_whole_log_finds()
    {
        var log = await LogAsync();
        var index = new CorrelationIndex(log);
        var correlations = Enumerable.Range(0, 7).Select(_ => Guid.NewGuid()).ToList();
        for (var round = 0; round < 3; round++)
        {
            await AppendAsync(log, [.. Enumerable.Range(0, 40).Select(n => correlations[n * (round + 1) % 7])]);
            foreach (var correlation in correlations)
            {
                var expected = await log.ReadAllAsync(cancellation: Cancel).Where(e => EventMetadata.FromJson(e.Metadata).CorrelationId == correlation).Select(e => e.Position).ToListAsync(Cancel);
                (await index.FindAsync(correlation, Cancel)).Select(e => e.Position).ShouldBe(expected);
            }
        }

        index.SearchedFrom.ShouldBe(1);
        (await index.FindAsync(Guid.NewGuid(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_index_remembers_the_newest_events_and_says_from_where()
    {
        var log = await LogAsync();
        var index = new CorrelationIndex(log, most: 10);
        var correlation = Guid.NewGuid();
        for (var n = 1; n <= 25; n++)
        {
            await AppendAsync(log, correlation);
            var found = await index.FindAsync(correlation, Cancel);
            found.Select(e => e.Position).ShouldBe(Enumerable.Range((int)index.SearchedFrom, n - (int)index.SearchedFrom + 1).Select(p => (long)p));
            found.Count.ShouldBeInRange(Math.Min(n, 5), 10);
        }

        var late = new CorrelationIndex(log, most: 10);
        (await late.FindAsync(correlation, Cancel)).Select(e => e.Position).ShouldBe(Enumerable.Range(16, 10).Select(p => (long)p));
    }

    private static HashSet<string> Nodes(JsonElement graph) =>
        [.. graph.GetProperty("events").EnumerateArray().Concat(graph.GetProperty("commands").EnumerateArray()).Select(n => n.GetProperty("id").GetString()!)];

    private static HashSet<string> Reachable(JsonElement graph, string from)
    {
        var edges = graph.GetProperty("edges").EnumerateArray().ToLookup(e => e.GetProperty("from").GetString()!, e => e.GetProperty("to").GetString()!);
        var reached = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var node))
        {
            if (reached.Add(node))
            {
                foreach (var next in edges[node])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private static async Task<ILogStore> LogAsync() => (await new InMemoryStorage().OpenAsync("bank", Cancel)).Log;

    private static async Task AppendAsync(ILogStore log, params Guid[] correlations)
    {
        foreach (var correlation in correlations)
        {
            var id = Guid.CreateVersion7();
            var metadata = new EventMetadata(correlation, null, id).ToJson();
            var e = new NewEvent(Guid.CreateVersion7(), "bank.seat_bank.opened", 1, "{}"u8.ToArray(), metadata, DateTimeOffset.UnixEpoch);
            await log.AppendAsync([new AppendUnit(id, [], [new StreamWrite($"bank-{id:N}", 0, [e])], [], "{}"u8.ToArray())], Cancel);
        }
    }
}
