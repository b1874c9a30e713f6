using System.Text;
using System.Text.Json;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Contrail.Engine.Testing.Conformance;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>What only PostgreSQL has: several nodes on one log, migrations under a lock, an anchor beside a server.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private readonly string module = $"t{Guid.NewGuid():N}"[..16];
    private readonly DirectoryInfo anchors = Directory.CreateTempSubdirectory("contrail-anchors");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _ = PostgresServer.ConnectionString;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        anchors.Delete(recursive: true);
        if (TestContext.Current.TestState?.Result != TestResult.Skipped)
        {
            await PostgresServer.DropAsync(module);
        }
    }

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
        await PostgresServer.ExecuteAsync($"set search_path to {module}; {damage}");

        foreach (var unit in new[] { Draft.Unit().Writing("bank-2", 0), Draft.Unit().Setting(Draft.Command("expire:1", 5)) })
        {
            var error = await Should.ThrowAsync<LogDamagedException>(async () => await storage.Log.AppendAsync([unit], Cancel));
            error.Message.ShouldContain("head");
        }

        (await PostgresServer.ExecuteAsync($"set search_path to {module}; select (select count(*) from events) + (select count(*) from outcomes) + (select count(*) from scheduled)"))
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

    [Fact]
    public async Task A_node_hears_of_another_nodes_commits_even_of_a_schedule_alone()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await ((PostgresModuleStorage)second).Listener.WaitUntilListeningAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        await Heard(second, 1, () => first.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel));
        await Heard(second, 1, () => first.Log.AppendAsync([Draft.Unit().Setting(Draft.Command("expire:1", 5))], Cancel));
    }

    [Fact]
    public async Task A_listener_whose_connection_was_cut_resumes()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await ((PostgresModuleStorage)second).Listener.WaitUntilListeningAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        await PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'contrail {module}'");

        await Heard(second, 1, () => first.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel));
    }

    [Fact]
    public async Task A_stream_whose_connection_is_cut_while_it_is_read_is_read_on()
    {
        const int events = 40;
        await using var storage = await OpenAsync();
        string Content(int n) => $$"""{"n":{{n}},"large":"{{new string('x', 900_000)}}"}"""; // More in all than may lie between the server and us.
        for (var n = 0; n < events; n++)
        {
            await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", n, Draft.Event(Content(n)))], Cancel);
        }

        var read = new List<int>();
        var count = await storage.Log.ReadContentsAsync("bank-1", 2, events - 4, content =>
        {
            if (read.Count == 1)
            {
                PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'contrail {module}'")
                    .GetAwaiter().GetResult().ShouldBeOfType<long>().ShouldBePositive();
            }

            read.Add(JsonDocument.Parse(Encoding.UTF8.GetString(content.Data)).RootElement.GetProperty("n").GetInt32());
        }, Cancel);

        read.ShouldBe(Enumerable.Range(2, events - 4));
        count.ShouldBe(events - 4);
    }

    [Fact]
    public async Task After_all_connections_were_cut_streams_are_read_as_before_by_one_and_by_many()
    {
        await using var storage = await OpenAsync();
        await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0, Draft.Event("{}"), Draft.Event("{}"))], Cancel);

        for (var cut = 0; cut < 10; cut++)
        {
            foreach (var readers in (int[])[20, 1, 20])
            {
                (await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => storage.Log.ReadContentsAsync("bank-1", 0, 100, _ => { }, Cancel).AsTask())))
                    .ShouldAllBe(count => count == 2);
            }

            await PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'contrail {module}'");
        }
    }

    [Fact]
    public async Task Nodes_that_start_at_once_migrate_once()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        (await PostgresServer.ExecuteAsync($"select count(*) from \"{module}\".migrations")).ShouldBe((long)PostgresMigrations.Steps.Count);
    }

    [Fact]
    public async Task A_migration_that_breaks_off_at_any_step_is_resumed()
    {
        foreach (var step in PostgresMigrations.Steps)
        {
            await Should.ThrowAsync<NotSupportedException>(async () => await OpenAsync(o => o with
            {
                BeforeStepCommits = at => _ = at == step ? throw new NotSupportedException("killed") : at,
            }));
        }

        await using var storage = await OpenAsync();
        (await storage.Log.ReadHeadAsync(Cancel)).Position.ShouldBe(0);
    }

    [Fact]
    public async Task A_log_of_an_earlier_version_takes_the_steps_that_are_missing_and_goes_on()
    {
        await using (var storage = await OpenAsync(Anchored))
        {
            await storage.Log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, 5)], Cancel);
        }

        await PostgresServer.ExecuteAsync(
            $"""
            set search_path to {module}; drop function append_batch; delete from migrations where step like '002%';
            create function append_batch(checked_streams text[], out head bigint) language sql as 'select 1'
            """);

        await using var upgraded = await OpenAsync(Anchored);
        (await upgraded.Log.AppendAsync([Draft.Unit().Writing("bank-1", 5)], Cancel)).ShouldBe([new AppendOutcome.Appended(6)]);
        (await LogVerifier.VerifyAsync(upgraded.Log, upgraded.Anchor, cancellation: Cancel)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schema_that_a_newer_version_migrated_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        await PostgresServer.ExecuteAsync($"insert into \"{module}\".migrations (step) values ('999_future')");

        var refused = await Should.ThrowAsync<InvalidOperationException>(async () => await OpenAsync());
        refused.Message.ShouldContain("Upgrade");
    }

    [Theory]
    [InlineData("delete from events where position > 3; update log_head set position = 3, hash = (select hash from events where position = 3)")]
    [InlineData("delete from events where position > 3")]
    [InlineData("update events set data = '{}' where position = 4")]
    [InlineData("update log_head set hash = decode(repeat('01', 32), 'hex')")]
    [InlineData("delete from log_head")]
    public async Task A_log_that_was_changed_or_cut_is_refused(string damage)
    {
        await using (var storage = await OpenAsync(Anchored))
        {
            await storage.Log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, 5)], Cancel);
        }

        await PostgresServer.ExecuteAsync($"set search_path = \"{module}\"; {damage}");

        await Should.ThrowAsync<LogDamagedException>(async () => await OpenAsync(Anchored));
    }

    [Fact]
    public async Task An_operator_may_accept_a_log_without_its_anchor()
    {
        await using (var storage = await OpenAsync())
        {
            await storage.Log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, 5)], Cancel);
        }

        await Should.ThrowAsync<LogDamagedException>(async () => await OpenAsync(Anchored));
        await (await OpenAsync(o => Anchored(o) with { AcceptTail = true })).DisposeAsync();
        await using var accepted = await OpenAsync(Anchored);
        accepted.Anchor!.Position.ShouldBe(5);
    }

    [Fact]
    public async Task Content_that_is_not_json_is_refused_and_the_next_append_succeeds()
    {
        await using var storage = await OpenAsync();
        await Should.ThrowAsync<InvalidDataException>(async () => await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0, Draft.Event("no json"))], Cancel));

        (await storage.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel))[0].ShouldBe(new AppendOutcome.Appended(1));
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

    private static async Task Heard(IModuleStorage node, long position, Func<ValueTask<IReadOnlyList<AppendOutcome>>> act)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Log.Committed += OnCommitted;
        await act();
        await heard.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        node.Log.Committed -= OnCommitted;

        void OnCommitted(CommitNotice commit)
        {
            if (commit.Head >= position)
            {
                heard.TrySetResult();
            }
        }
    }

    private PostgresOptions Anchored(PostgresOptions options) => options with { AnchorDirectory = anchors.FullName };

    private async Task<IModuleStorage> OpenAsync(Func<PostgresOptions, PostgresOptions>? configure = null) =>
        await PostgresServer.Storage(configure).OpenAsync(module, Cancel);
}
