using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Testing.Conformance;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Sqlite;

/// <summary>What only SQLite has: one process, files that can be damaged, migrations that can be killed.</summary>
public sealed class SqliteOpeningTests : IAsyncDisposable
{
    private readonly SqliteDirectory directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_module_is_opened_once_at_a_time()
    {
        await using (await OpenAsync())
        {
            var refusal = await Should.ThrowAsync<StorageInUseException>(OpenAsync);
            refusal.Message.ShouldContain(directory.Path);
        }

        await using var again = await OpenAsync();
    }

    [Fact]
    public async Task A_migration_that_breaks_off_is_taken_up_again()
    {
        foreach (var step in SqliteMigrations.LogSteps.Concat(SqliteMigrations.ReadSteps))
        {
            var options = directory.Options with { BeforeStepCommits = s => _ = s == step ? throw new InvalidOperationException("killed") : s };
            await Should.ThrowAsync<InvalidOperationException>(async () => await new SqliteStorage(options).OpenAsync("m", Cancel));
        }

        await using var module = await OpenAsync();
        await module.Log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, 3)], Cancel);
        (await module.Log.ReadHeadAsync(Cancel)).Position.ShouldBe(3);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_the_advice_to_upgrade()
    {
        await AppendAsync(1);
        Alter("m.log.db", "pragma user_version = 999");

        (await Should.ThrowAsync<InvalidOperationException>(OpenAsync)).Message.ShouldContain("Upgrade");
    }

    [Fact]
    public async Task A_log_that_lost_its_end_is_refused_until_an_operator_accepts_it()
    {
        await AppendAsync(5);
        Alter("m.log.db", "delete from events where position > 3");

        (await Should.ThrowAsync<LogDamagedException>(OpenAsync)).Message.ShouldContain("2 events are lost");
        await using (var inspected = await OpenAsync(directory.Options with { Inspect = true }))
        {
            (await LogVerifier.VerifyAsync(inspected.Log, inspected.Anchor, cancellation: Cancel)).IsWhole.ShouldBeFalse();
            await Should.ThrowAsync<InvalidOperationException>(async () => await inspected.Log.AppendAsync([Draft.Unit()], Cancel));
        }

        await using (await OpenAsync(directory.Options with { AcceptTail = true }))
        {
        }

        await using var accepted = await OpenAsync();
        accepted.Anchor!.Position.ShouldBe(3);
    }

    [Fact]
    public async Task Subscriptions_do_not_skip_the_events_that_take_the_place_of_lost_ones()
    {
        await using (var module = await OpenAsync())
        {
            await module.Log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, 5)], Cancel);
            var lease = (await module.Subscriptions.AcquireAsync("s", "me", TimeSpan.FromHours(1), Cancel))!;
            await module.Subscriptions.CommitAsync(lease, SubscriptionCommit.At(5), Cancel);
        }

        Alter("m.log.db", "delete from events where position > 3");

        await using var accepted = await OpenAsync(directory.Options with { AcceptTail = true });
        (await accepted.Subscriptions.ReadCheckpointAsync("s", Cancel)).ShouldBe(3);
    }

    [Fact]
    public async Task A_changed_event_near_the_end_is_found_at_start()
    {
        await AppendAsync(5);
        Alter("m.log.db", "update events set type = 'forged' where position = 4");

        (await Should.ThrowAsync<LogDamagedException>(OpenAsync)).Message.ShouldContain("position 4");
        await Should.ThrowAsync<LogDamagedException>(() => OpenAsync(directory.Options with { AcceptTail = true }));
    }

    [Theory]
    [InlineData("m.log.db")]
    [InlineData("m.read.db")]
    public async Task A_file_that_is_no_database_is_refused(string file)
    {
        await AppendAsync(5);
        await File.WriteAllTextAsync(Path.Combine(directory.Path, file), new string('x', 8192), Cancel);

        await Should.ThrowAsync<LogDamagedException>(OpenAsync);
        await Should.ThrowAsync<LogDamagedException>(OpenAsync, "the refusal releases what it opened");
    }

    [Fact]
    public async Task A_log_that_is_gone_is_not_begun_anew()
    {
        await AppendAsync(5);
        File.Delete(Path.Combine(directory.Path, "m.log.db"));

        await Should.ThrowAsync<LogDamagedException>(OpenAsync);
        await Should.ThrowAsync<LogDamagedException>(OpenAsync);
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    private Task<IModuleStorage> OpenAsync() => OpenAsync(directory.Options);

    private static async Task<IModuleStorage> OpenAsync(SqliteOptions options) => await new SqliteStorage(options).OpenAsync("m", Cancel);

    private async Task AppendAsync(int events)
    {
        await using var module = await OpenAsync();
        await module.Log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, events)], Cancel);
    }

    private void Alter(string file, string sql)
    {
        using var connection = SqliteConnectionHandle.Open(Path.Combine(directory.Path, file), writable: true);
        connection.Execute(sql);
    }
}
