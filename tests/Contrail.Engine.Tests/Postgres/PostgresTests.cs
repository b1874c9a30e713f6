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
public sealed class PostgresTests : InOwnSchema
{
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
        await PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'contrail {Module}'");

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
                PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'contrail {Module}'")
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

            await PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'contrail {Module}'");
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

        (await PostgresServer.ExecuteAsync($"select count(*) from \"{Module}\".migrations")).ShouldBe((long)PostgresMigrations.Steps.Count);
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
            set search_path to {Module}; drop function append_batch; delete from migrations where step like '002%';
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
        await PostgresServer.ExecuteAsync($"insert into \"{Module}\".migrations (step) values ('999_future')");

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

        await PostgresServer.ExecuteAsync($"set search_path = \"{Module}\"; {damage}");

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
}
