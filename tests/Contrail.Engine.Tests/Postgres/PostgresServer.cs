using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Npgsql;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>The server for tests. Without one they are skipped and say so.</summary>
internal static class PostgresServer
{
    private const string Variable = "CONTRAIL_TEST_POSTGRES";

    public static string ConnectionString
    {
        get
        {
            var given = Environment.GetEnvironmentVariable(Variable);
            Assert.SkipWhen(string.IsNullOrEmpty(given), $"Set {Variable} to a connection string for PostgreSQL to run these tests.");
            return given!;
        }
    }

    public static IStorage Storage(Func<PostgresOptions, PostgresOptions>? configure = null) =>
        new PostgresStorage((configure ?? (o => o))(new PostgresOptions(ConnectionString)));

    public static async ValueTask DropAsync(params IReadOnlyList<string> modules)
    {
        foreach (var module in modules)
        {
            await ExecuteAsync($"drop schema if exists \"{module}\" cascade");
        }
    }

    public static async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
