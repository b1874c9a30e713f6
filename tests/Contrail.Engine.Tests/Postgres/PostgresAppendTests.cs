using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Contrail.Engine.Testing.Conformance;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>Batches that are written on a guess of versions, and of where the log ends, by one node and by several.</summary>
public sealed class PostgresAppendTests : InOwnSchema
{
    [Fact]
    public async Task Appends_that_go_as_expected_need_no_second_round_trip()
    {
        await using var storage = await OpenAsync();
        for (var version = 0; version < 10; version++)
        {
            await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", version)], Cancel);
        }

        ((PostgresLogStore)storage.Log).Written.ShouldBe((10, 0));
    }

    [Fact]
    public async Task Nodes_that_take_turns_need_no_second_round_trip()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        for (var version = 0; version < 10; version++)
        {
            await first.Log.AppendAsync([Draft.Unit().Writing("bank-1", version)], Cancel);
            await second.Log.AppendAsync([Draft.Unit().Reading("bank-1", version + 1).Writing("bank-2", version)], Cancel);
        }

        ((PostgresLogStore)first.Log).Written.ShouldBe((10, 0));
        ((PostgresLogStore)second.Log).Written.ShouldBe((10, 0));
        var report = await LogVerifier.VerifyAsync(first.Log, second.Anchor, cancellation: Cancel);
        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(20);
    }

    [Theory]
    [InlineData("delete from log_head")]
    [InlineData("update log_head set hash = hash || hash")]
    public async Task A_log_whose_head_is_lost_or_is_no_hash_takes_nothing_and_says_so(string damage)
    {
        await using var storage = await OpenAsync();
        await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel);
        await PostgresServer.ExecuteAsync($"set search_path to {Module}; {damage}");

        foreach (var unit in new[] { Draft.Unit().Writing("bank-2", 0), Draft.Unit().Setting(Draft.Command("expire:1", 5)) })
        {
            var error = await Should.ThrowAsync<LogDamagedException>(async () => await storage.Log.AppendAsync([unit], Cancel));
            error.Message.ShouldContain("head");
        }

        (await PostgresServer.ExecuteAsync($"set search_path to {Module}; select (select count(*) from events) + (select count(*) from outcomes) + (select count(*) from scheduled)"))
            .ShouldBe(2L);
    }

    [Fact]
    public async Task A_node_whose_guess_was_wrong_writes_what_holds_and_refuses_the_rest()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await first.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel);
        var repeated = Draft.Unit().Writing("bank-2", 0);
        await first.Log.AppendAsync([repeated], Cancel);

        var outcomes = await second.Log.AppendAsync(
            [Draft.Unit().Reading("bank-1", 0).Writing("bank-3", 0), Draft.Unit().Writing("bank-1", 0), repeated, Draft.Unit().Writing("bank-4", 0)], Cancel);

        outcomes[0].ShouldBe(new AppendOutcome.Conflict("bank-1", 0, 1));
        outcomes[1].ShouldBe(new AppendOutcome.Conflict("bank-1", 0, 1));
        outcomes[2].ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.Position.ShouldBe(2);
        outcomes[3].ShouldBe(new AppendOutcome.Appended(3));
        ((PostgresLogStore)second.Log).Written.ShouldBe((0, 1));
        (await LogVerifier.VerifyAsync(first.Log, cancellation: Cancel)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_that_rests_on_an_old_version_leaves_the_log_as_it_was_though_its_end_was_foreseen()
    {
        await using var storage = await OpenAsync();
        await OpenStreamsAsync(storage, 3);

        var refused = await storage.Log.AppendAsync([Draft.Unit().Reading("bank-1", 0).Writing("bank-4", 0)], Cancel);
        var taken = await storage.Log.AppendAsync([Draft.Unit().Writing("bank-5", 0)], Cancel);

        refused.ShouldBe([new AppendOutcome.Conflict("bank-1", 0, 1)]);
        taken.ShouldBe([new AppendOutcome.Appended(4)]);
        ((PostgresLogStore)storage.Log).Written.ShouldBe((4, 1));
        (await LogVerifier.VerifyAsync(storage.Log, cancellation: Cancel)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_had_the_log_for_itself_writes_behind_what_another_one_has_written_since()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var foreseen = await OpenStreamsAsync(first, 12);

        await second.Log.AppendAsync([Draft.Unit().Writing("bank-13", 0)], Cancel);
        var outcomes = await first.Log.AppendAsync([Draft.Unit().Writing("bank-14", 0), Draft.Unit().Writing("bank-15", 0)], Cancel);

        foreseen.ShouldBeGreaterThan(0);
        outcomes.ShouldBe([new AppendOutcome.Appended(14), new AppendOutcome.Appended(15)]);
        ((PostgresLogStore)first.Log).Foreseen.ShouldBe(foreseen);
        (await LogVerifier.VerifyAsync(first.Log, cancellation: Cancel)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_end_of_the_log_is_foreseen_units_are_judged_as_elsewhere()
    {
        await using var storage = await OpenAsync();
        await using var other = await OpenAsync();
        var foreseen = await OpenStreamsAsync(storage, 12);
        var (refusedElsewhere, repeated) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await other.Log.AppendAsync([Draft.Unit(refusedElsewhere).Answering("refused")], Cancel);
        await storage.Log.AppendAsync([Draft.Unit(repeated).Writing("bank-13", 0)], Cancel);
        ((PostgresLogStore)storage.Log).Foreseen.ShouldBe(foreseen + 1);

        (await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel)).ShouldBe([new AppendOutcome.Conflict("bank-1", 0, 1)]);
        await OpenStreamsAsync(storage, 12, from: 14);
        (await storage.Log.AppendAsync([Draft.Unit(repeated).Writing("bank-26", 0)], Cancel)).ShouldHaveSingleItem()
            .ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.Position.ShouldBe(13);
        await OpenStreamsAsync(storage, 12, from: 26);
        (await storage.Log.AppendAsync([Draft.Unit(refusedElsewhere).Writing("bank-38", 0)], Cancel)).ShouldHaveSingleItem()
            .ShouldBeOfType<AppendOutcome.Duplicate>();
        foreseen = await OpenStreamsAsync(storage, 12, from: 38);
        (await storage.Log.AppendAsync([Draft.Unit().Writing("bank-50", 0) with { KeepsOutcome = false }, Draft.Unit().WritingMany("bank-51", 0, 3)], Cancel))
            .ShouldBe([new AppendOutcome.Appended(50), new AppendOutcome.Appended(53)]);

        ((PostgresLogStore)storage.Log).Foreseen.ShouldBe(foreseen + 1);
        var report = await LogVerifier.VerifyAsync(storage.Log, cancellation: Cancel);
        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(53);
    }

    [Fact]
    public async Task Nodes_that_append_at_once_leave_one_whole_log()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        IModuleStorage[] nodes = [first, second, first, second];

        var outcomes = await Task.WhenAll(nodes.Select((node, i) => AppendManyAsync(node, i)));

        outcomes.SelectMany(o => o).Count(o => o is AppendOutcome.Appended).ShouldBe(4 * 50 + 1);
        outcomes.SelectMany(o => o).Count(o => o is AppendOutcome.Conflict).ShouldBe(3);
        var report = await LogVerifier.VerifyAsync(first.Log, cancellation: Cancel);
        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(4 * 50 + 1);
    }

    /// <summary>Opens streams one after the other, so that the node may foresee where the log ends; how often it has done so.</summary>
    private static async Task<long> OpenStreamsAsync(IModuleStorage node, int count, int from = 1)
    {
        for (var n = from; n < from + count; n++)
        {
            (await node.Log.AppendAsync([Draft.Unit().Writing($"bank-{n}", 0)], Cancel)).ShouldBe([new AppendOutcome.Appended(n)]);
        }

        return ((PostgresLogStore)node.Log).Foreseen;
    }

    private static async Task<List<AppendOutcome>> AppendManyAsync(IModuleStorage node, int caller)
    {
        var outcomes = new List<AppendOutcome>();
        for (var i = 0; i < 50; i++)
        {
            outcomes.AddRange(await node.Log.AppendAsync([Draft.Unit().Writing($"bank-{caller}", i)], Cancel));
        }

        outcomes.AddRange(await node.Log.AppendAsync([Draft.Unit().Writing("bank-hot", 0)], Cancel));
        return outcomes;
    }
}
