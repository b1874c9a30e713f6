using System.Globalization;
using Contrail.Engine.Sqlite;
using Microsoft.Data.Sqlite;

namespace Contrail.Payments.Simulator;

/// <summary>The simulator's own file. What was committed survives a power cut. One thread at a time.</summary>
internal sealed class SimulatorDatabase : IDisposable
{
    private const string Schema = """
        create table if not exists operations (
            key text primary key, kind text not null, id text not null unique, reference text not null, scenario text not null,
            amount_minor integer not null, currency text not null, outcome text not null, code text, reason text, at integer not null) strict;
        create index if not exists operations_by_reference on operations (reference, kind, outcome);
        create table if not exists vault (token text primary key, scenario text not null, brand text not null, last4 text not null) strict;
        create table if not exists webhooks (key text primary key, due integer not null, attempts integer not null) strict;
        create index if not exists webhooks_by_due on webhooks (due);
        """;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    private SimulatorDatabase(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens the file, creating it if it is missing.</summary>
    public static SimulatorDatabase Open(string file)
    {
        SqliteLibrary.EnsureLoaded();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        var database = new SimulatorDatabase(connection);
        database.Execute("pragma journal_mode = wal");
        database.Execute("pragma synchronous = full");
        database.Execute(Schema);
        return database;
    }

    public void Begin() => Execute("begin immediate");

    public void Commit() => Execute("commit");

    /// <summary>Ends a transaction that failed, if one is still open.</summary>
    public void Rollback()
    {
        try
        {
            Execute("rollback");
        }
        catch (SqliteException)
        {
            // SQLite has ended it already.
        }
    }

    /// <summary>Runs a statement; values stand for $1, $2, ...</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params object?[] values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, object?[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
