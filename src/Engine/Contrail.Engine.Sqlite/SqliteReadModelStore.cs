using System.Data.Common;
using System.Runtime.CompilerServices;
using Contrail.Engine.Projections;
using Microsoft.Data.Sqlite;

namespace Contrail.Engine.Sqlite;

/// <summary>Read models as tables of the module's read file.</summary>
/// <param name="writer">The file's writer.</param>
/// <param name="readers">Connections to read with.</param>
/// <param name="file">Path of the file.</param>
internal sealed class SqliteReadModelStore(SqliteWriter writer, SqliteReaders readers, string file) : IReadModelStore
{
    private readonly string queryConnection =
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();

    /// <inheritdoc/>
    public ValueTask CreateTableAsync(TableSchema table, CancellationToken cancellation)
    {
        writer.Write(connection =>
        {
            connection.Execute(SqliteDialect.Create(table));
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DropTableAsync(string table, string subscription, CancellationToken cancellation)
    {
        writer.Write(connection =>
        {
            connection.Forget(table);
            connection.Execute($"drop table if exists {SqliteDialect.Quote(table)}");
            connection.Prepare("delete from subscriptions where name = ?1").BindText(1, subscription).Run();
            connection.Prepare("delete from parked where subscription = ?1").BindText(1, subscription).Run();
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<object?[]>> ReadRowsAsync(TableSchema table, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<object?[]>>(readers.ReadOneView(connection =>
        {
            var select = connection.Prepare(SqliteDialect.SelectByKey(table));
            var rows = new List<object?[]>(keys.Count);
            foreach (var key in keys)
            {
                if (select.BindText(1, key).Step())
                {
                    rows.Add(SqliteDialect.Read(select, table));
                    select.Reset();
                }
            }

            return rows;
        }));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<object?[]>> QueryRowsAsync(TableSchema table, RowQuery query, CancellationToken cancellation)
    {
        var asked = CheckedQuery.Of(table, query);
        return ValueTask.FromResult<IReadOnlyList<object?[]>>(readers.Read(connection =>
        {
            var select = connection.Prepare(SqliteQuery.Select(table, asked));
            SqliteQuery.Bind(select, table, asked);
            var rows = new List<object?[]>();
            while (select.Step())
            {
                rows.Add(SqliteDialect.Read(select, table));
            }

            return rows;
        }));
    }

    /// <inheritdoc/>
    public async ValueTask<T> ReadAllAsync<T>(
        TableSchema table, string subscription, Func<long, IAsyncEnumerable<object?[]>, ValueTask<T>> read, CancellationToken cancellation)
    {
        // A connection of its own: the read may be long, and what it leaves open goes with it.
        using var connection = readers.OpenOwn();
        connection.Execute("begin");
        var checkpoint = SqliteSubscriptionStore.ReadCheckpoint(connection, subscription);
        return await read(checkpoint, Rows(connection, table, cancellation)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadModelGeneration>> ReadGenerationsAsync(string readModel, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<ReadModelGeneration>>(readers.Read(connection =>
        {
            var select = connection.Prepare("select version, table_name, is_served from generations where read_model = ?1 order by version, table_name")
                .BindText(1, readModel);
            var found = new List<ReadModelGeneration>();
            while (select.Step())
            {
                found.Add(new ReadModelGeneration(readModel, (int)select.Integer(0), select.Text(1), select.Integer(2) != 0));
            }

            return found;
        }));

    /// <inheritdoc/>
    public ValueTask AddGenerationAsync(ReadModelGeneration generation, CancellationToken cancellation) =>
        Run(
            "insert into generations (table_name, read_model, version, is_served) values (?1, ?2, ?3, 0) on conflict (table_name) do nothing",
            statement => statement.BindText(1, generation.Table).BindText(2, generation.ReadModel).Bind(3, generation.Version));

    /// <inheritdoc/>
    public ValueTask ServeAsync(string readModel, string table, CancellationToken cancellation)
    {
        writer.Write(connection =>
        {
            connection.Prepare("update generations set is_served = (table_name = ?2) where read_model = ?1").BindText(1, readModel).BindText(2, table).Run();
            connection.Execute($"drop view if exists {SqliteDialect.Quote(readModel)}");
            connection.Execute($"create view {SqliteDialect.Quote(readModel)} as select * from {SqliteDialect.Quote(table)}");
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemoveGenerationAsync(string readModel, string table, CancellationToken cancellation) =>
        Run(
            "delete from generations where read_model = ?1 and table_name = ?2 and not is_served",
            statement => statement.BindText(1, readModel).BindText(2, table));

    /// <inheritdoc/>
    public async ValueTask<DbConnection> OpenQueryAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(queryConnection);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return connection;
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw SqliteErrors.From(e.SqliteExtendedErrorCode, e.Message, file);
        }
    }

    /// <summary>Closes the connections that are kept for queries.</summary>
    internal void CloseQueries()
    {
        using var connection = new SqliteConnection(queryConnection);
        SqliteConnection.ClearPool(connection);
    }

    private static async IAsyncEnumerable<object?[]> Rows(
        SqliteConnectionHandle connection, TableSchema table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var select = connection.Prepare(SqliteDialect.SelectAll(table));
        while (select.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return SqliteDialect.Read(select, table);
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    private ValueTask Run(string sql, Action<SqliteStatement> bind)
    {
        writer.Write(connection =>
        {
            var statement = connection.Prepare(sql);
            bind(statement);
            statement.Run();
            return true;
        });
        return ValueTask.CompletedTask;
    }
}
