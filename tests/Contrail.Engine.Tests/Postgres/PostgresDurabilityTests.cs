using Contrail.Engine.Postgres;
using Contrail.Engine.Testing.Conformance;
using Npgsql;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>Whether a commit waits for the disk is the server's to say: the engine neither weakens nor strengthens it.</summary>
public sealed class PostgresDurabilityTests : IAsyncLifetime
{
    private const string Default = "default";
    private readonly PostgresDatabase database = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public ValueTask DisposeAsync() => database.DropAsync();

    [Theory]
    [InlineData(Default)]
    [InlineData("on")]
    [InlineData("local")]
    public async Task The_log_is_written_with_the_synchronous_commit_of_the_server(string setting)
    {
        await using var server = await ConnectAsync(setting);
        await using var module = await database.Storage().OpenAsync("m", Cancel);
        await database.ExecuteAsync("create table m.seen (setting text not null)");
        await database.ExecuteAsync(
            "create function m.note() returns trigger language plpgsql as $$ begin insert into m.seen values (current_setting('synchronous_commit')); return null; end $$");
        await database.ExecuteAsync("create trigger note after insert on m.events for each statement execute function m.note()");

        await module.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0)], Cancel);
        await module.Log.AppendAsync([Draft.Unit().Writing("bank-1", 0), Draft.Unit().Writing("bank-2", 0)], Cancel);

        ((PostgresLogStore)module.Log).Written.ShouldBe((1, 1), "both ways of writing");
        (await database.ExecuteAsync("select string_agg(distinct setting, ' ') from m.seen")).ShouldBe(await ShownAsync(server));
    }

    [Theory]
    [InlineData(Default)]
    [InlineData("on")]
    [InlineData("local")]
    public async Task Connections_have_the_synchronous_commit_of_the_server_also_after_a_notification(string setting)
    {
        await using var server = await ConnectAsync(setting);
        var expected = await ShownAsync(server);
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 }; // So that whoever comes next has the one that notified.
        await using var connections = new PostgresConnections(new PostgresOptions(settings.ConnectionString), "m");
        await using var notifier = new PostgresNotifier(connections, "node", TimeProvider.System);
        var before = await PooledAsync(connections);
        await using var listen = new NpgsqlCommand($"listen \"{PostgresListener.Channel(connections.Schema)}\"", server);
        await listen.ExecuteNonQueryAsync(Cancel);

        notifier.Notify(1);
        (await server.WaitAsync(TimeSpan.FromMinutes(1), Cancel)).ShouldBeTrue();

        var after = await PooledAsync(connections);
        before.Shown.ShouldBe(expected);
        after.ShouldBe(before);
        await using var appending = await connections.OpenAppendingAsync(Cancel);
        (await ShownAsync(appending)).ShouldBe(expected);
    }

    /// <summary>Sets what the server says to new sessions with this database, and opens one.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(string setting)
    {
        await database.ExecuteAsync($"do $$ begin execute format('alter database %I set synchronous_commit = {setting}', current_database()); end $$");
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        var shown = await ShownAsync(connection);
        shown.ShouldBe(setting == Default ? shown : setting);
        return connection;
    }

    /// <summary>What the one pooled connection says, and which it is.</summary>
    private static async Task<(string Shown, int Process)> PooledAsync(PostgresConnections connections)
    {
        await using var connection = await connections.Pool.OpenConnectionAsync(Cancel);
        return (await ShownAsync(connection), connection.ProcessID);
    }

    private static async Task<string> ShownAsync(NpgsqlConnection connection)
    {
        await using var show = new NpgsqlCommand("show synchronous_commit", connection);
        return (string)(await show.ExecuteScalarAsync(Cancel))!;
    }
}
