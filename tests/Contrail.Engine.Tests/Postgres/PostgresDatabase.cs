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

    public IStorage Storage()
    {
        if (!isCreated)
        {
            PostgresServer.ExecuteAsync($"create database {name}").GetAwaiter().GetResult();
            isCreated = true;
        }

        return new PostgresStorage(new PostgresOptions(ConnectionString));
    }

    public async ValueTask DropAsync()
    {
        if (isCreated)
        {
            await PostgresServer.ExecuteAsync($"drop database {name} with (force)");
        }
    }
}
