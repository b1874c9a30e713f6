using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Npgsql;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>A database of one test, for tests whose modules have names of their own.</summary>
internal sealed class PostgresDatabase
{
    private readonly string name = $"test_{Guid.CreateVersion7():N}";
    private bool isCreated;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = name }.ConnectionString;

    public IStorage Storage(string? anchors = null)
    {
        if (!isCreated)
        {
            CreateAsync().GetAwaiter().GetResult();
        }

        return new PostgresStorage(new PostgresOptions(ConnectionString) { AnchorDirectory = anchors });
    }

    public async Task CreateAsync()
    {
        await PostgresServer.ExecuteAsync($"create database {name}");
        isCreated = true;
    }

    /// <summary>Runs SQL in this database and gives the first value.</summary>
    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The server ends every session with this database, whatever it is doing.</summary>
    public async Task TerminateConnectionsAsync() =>
        await PostgresServer.ExecuteAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}'");

    public async ValueTask DropAsync()
    {
        if (isCreated)
        {
            await PostgresServer.ExecuteAsync($"drop database {name} with (force)");
        }
    }
}
