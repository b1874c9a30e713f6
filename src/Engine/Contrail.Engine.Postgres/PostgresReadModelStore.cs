using System.Data.Common;
using System.Runtime.CompilerServices;
using Contrail.Engine.Projections;
using Npgsql;
using static Contrail.Engine.Postgres.PostgresRows;

namespace Contrail.Engine.Postgres;

/// <summary>Read models as tables in the module's schema.</summary>
internal sealed class PostgresReadModelStore(PostgresConnections connections) : IReadModelStore
{
    /// <inheritdoc/>
    public async ValueTask CreateTableAsync(TableSchema table, CancellationToken cancellation)
    {
        var create = PostgresDialect.Create(table);
        await connections.RunAsync(
            $"create table {table.Name}",
            async connection =>
            {
                // "if not exists" alone fails when two nodes come at the same moment.
                await using var command = new NpgsqlCommand(
                    $"select pg_advisory_xact_lock(hashtextextended('contrail tables of {connections.Schema}', 0)); {create}", connection);
                return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DropTableAsync(string table, string subscription, CancellationToken cancellation)
    {
        var name = PostgresDialect.Table(table);
        await connections.RunAsync(
            $"drop table {table}",
            async connection =>
            {
                // The subscription first, in the order in which its commits lock, so that neither waits for the other.
                await using var batch = new NpgsqlBatch(connection)
                {
                    BatchCommands =
                    {
                        new NpgsqlBatchCommand("delete from subscriptions where name = $1") { Parameters = { P(subscription) } },
                        new NpgsqlBatchCommand("delete from parked where subscription = $1") { Parameters = { P(subscription) } },
                        new NpgsqlBatchCommand($"drop table if exists {name}"),
                    },
                };
                return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<object?[]>> ReadRowsAsync(TableSchema table, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyList<object?[]>>(
            $"read rows of {table.Name}",
            async connection =>
            {
                await using var command = Command(
                    connection, $"{PostgresDialect.Select(table)} where {PostgresDialect.Column(table.Key)} = any ($1)", PostgresDialect.Keys(keys));
                return await ToListAsync(command, row => PostgresDialect.Read(row, table), cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<object?[]>> QueryRowsAsync(TableSchema table, RowQuery query, CancellationToken cancellation)
    {
        var asked = CheckedQuery.Of(table, query);
        return connections.RunAsync<IReadOnlyList<object?[]>>(
            $"query {table.Name}",
            async connection =>
            {
                await using var command = Command(connection, PostgresQuery.Select(table, asked), PostgresQuery.Parameters(asked));
                return await ToListAsync(command, row => PostgresDialect.Read(row, table), cancellation).ConfigureAwait(false);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<T> ReadAllAsync<T>(
        TableSchema table, string subscription, Func<long, IAsyncEnumerable<object?[]>, ValueTask<T>> read, CancellationToken cancellation)
    {
        // Not tried again when it fails: the caller has seen rows.
        var doing = $"read table {table.Name}";
        var connection = await PostgresErrors.GuardAsync(() => connections.OpenQueryAsync(cancellation), doing).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("begin isolation level repeatable read read only"),
                    new NpgsqlBatchCommand("select checkpoint from subscriptions where name = $1") { Parameters = { P(subscription) } },
                    new NpgsqlBatchCommand($"{PostgresDialect.Select(table)} order by {PostgresDialect.Column(table.Key)}"),
                    new NpgsqlBatchCommand("commit"),
                },
            };
            var reader = await PostgresErrors.GuardAsync(() => batch.ExecuteReaderAsync(cancellation), doing).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var checkpoint = await reader.ReadAsync(cancellation).ConfigureAwait(false) ? reader.GetInt64(0) : 0;
                await PostgresErrors.GuardAsync(() => reader.NextResultAsync(cancellation), doing).ConfigureAwait(false);
                return await read(checkpoint, RowsAsync(reader, table, doing, cancellation)).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadModelGeneration>> ReadGenerationsAsync(string readModel, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyList<ReadModelGeneration>>(
            "read the catalogue of read models",
            async connection =>
            {
                await using var command = Command(
                    connection, "select read_model, version, table_name, is_served from generations where read_model = $1 order by version, table_name",
                    P(readModel));
                return await ToListAsync(
                    command, row => new ReadModelGeneration(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetBoolean(3)), cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask AddGenerationAsync(ReadModelGeneration generation, CancellationToken cancellation) => ExecuteAsync(
        "insert into generations (table_name, read_model, version, is_served) values ($1, $2, $3, false) on conflict (table_name) do nothing",
        cancellation, P(generation.Table), P(generation.ReadModel), P(generation.Version));

    /// <inheritdoc/>
    public async ValueTask ServeAsync(string readModel, string table, CancellationToken cancellation) => await connections.RunAsync(
        $"serve {readModel} from {table}",
        async connection =>
        {
            var view = PostgresDialect.Table(readModel);
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("update generations set is_served = (table_name = $2) where read_model = $1") { Parameters = { P(readModel), P(table) } },
                    new NpgsqlBatchCommand($"drop view if exists {view}"),
                    new NpgsqlBatchCommand($"create view {view} as select * from {PostgresDialect.Table(table)}"),
                },
            };
            return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask RemoveGenerationAsync(string readModel, string table, CancellationToken cancellation) => ExecuteAsync(
        "delete from generations where read_model = $1 and table_name = $2 and not is_served", cancellation, P(readModel), P(table));

    /// <inheritdoc/>
    public async ValueTask<DbConnection> OpenQueryAsync(CancellationToken cancellation) =>
        await PostgresErrors.GuardAsync(() => connections.OpenQueryAsync(cancellation), "open a connection for queries").ConfigureAwait(false);

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        NpgsqlDataReader reader, TableSchema table, string doing, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await PostgresErrors.GuardAsync(() => reader.ReadAsync(cancellation), doing).ConfigureAwait(false))
        {
            yield return PostgresDialect.Read(reader, table);
        }
    }

    private async ValueTask ExecuteAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters) => await connections.RunAsync(
        "change the catalogue of read models",
        async connection =>
        {
            // A parameter belongs to one command; the step may run twice.
            await using var command = Command(connection, sql, Array.ConvertAll(parameters, p => p.Clone()));
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellation).ConfigureAwait(false);
}
