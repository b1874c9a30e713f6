using System.Buffers;
using System.Text;
using Contrail.Engine.Projections;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Tables of read models in PostgreSQL's SQL, and their values. A text that PostgreSQL cannot hold - one with the character
/// U+0000 or half of a surrogate pair - is stored with U+FFFD in its place.
/// </summary>
internal static class PostgresDialect
{
    private static readonly SearchValues<char> Doubtful =
        SearchValues.Create([.. "\0", .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    // Read models share the schema with the engine's own tables.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "log_head", "events", "outcomes", "scheduled", "scheduled_due", "snapshots", "subscriptions", "epochs", "parked", "parked_stream",
        "operator_acts", "generations", "migrations",
    };

    /// <summary>The quoted name of a read model's table.</summary>
    /// <exception cref="ArgumentException">It cannot name a table, or names one of the engine's.</exception>
    public static string Table(string name) =>
        Taken.Contains(TableSchema.ValidateName(name))
            ? throw new ArgumentException($"'{name}' is a table of the engine itself: name the read model otherwise.")
            : $"\"{name}\"";

    /// <summary>Creates a table and its indexes if they are missing.</summary>
    public static string Create(TableSchema table)
    {
        var sql = new StringBuilder($"create table if not exists {Table(table.Name)} (");
        sql.AppendJoin(", ", table.Columns.Select(column =>
            $"{Column(column)} {TypeOf(column.Kind)}{(column.IsNullable && column != table.Key ? "" : " not null")}"));
        sql.Append($", primary key ({Column(table.Key)})) with (fillfactor = 70)");
        for (var i = 0; i < table.Indexes.Count; i++)
        {
            // The key last, as SQLite keeps it: rows that are equal in the index come in the order in which queries give them.
            var columns = table.Indexes[i].Append(table.Key.Name).Distinct().Select(name => Ascending(table.Columns.First(c => c.Name == name)));
            sql.Append($"; create index if not exists \"{table.Name}_ix{i + 1}\" on {Table(table.Name)} ({string.Join(", ", columns)})");
        }

        return sql.ToString();
    }

    /// <summary>Selects all columns in order.</summary>
    public static string Select(TableSchema table) => $"select {Columns(table)} from {Table(table.Name)}";

    /// <summary>A column's quoted name.</summary>
    public static string Column(TableColumn column) => $"\"{TableSchema.ValidateName(column.Name)}\"";

    /// <summary>A column in ascending order, as in an index: rows without a value first, as in the other stores.</summary>
    public static string Ascending(TableColumn column) => column.IsNullable ? $"{Column(column)} nulls first" : Column(column);

    /// <summary>Adds the writing of rows to a batch: one statement for the upserts, one for the deletions.</summary>
    public static void AddChange(NpgsqlBatch batch, TableChange change)
    {
        var table = change.Table;
        if (change.Upserts.Count > 0)
        {
            var upsert = new NpgsqlBatchCommand(Upsert(table));
            var rows = Distinct(change.Upserts);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                upsert.Parameters.Add(Values(table.Columns[i].Kind, rows, i));
            }

            batch.BatchCommands.Add(upsert);
        }

        if (change.Deletes.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from {Table(table.Name)} where {Column(table.Key)} = any ($1)")
            {
                Parameters = { Keys(change.Deletes) },
            });
        }
    }

    /// <summary>Keys as a parameter.</summary>
    public static NpgsqlParameter Keys(IEnumerable<string> keys) => PostgresRows.P<string[]>([.. keys.Select(Storable)]);

    /// <summary>Reads a row in the types of its columns.</summary>
    public static object?[] Read(NpgsqlDataReader reader, TableSchema table)
    {
        var row = new object?[table.Columns.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null : table.Columns[i].Kind switch
            {
                ColumnKind.Text or ColumnKind.Json => reader.GetString(i),
                ColumnKind.Integer => reader.GetInt64(i),
                ColumnKind.Real => reader.GetDouble(i),
                ColumnKind.Boolean => reader.GetBoolean(i),
                ColumnKind.Decimal => reader.GetDecimal(i),
                _ => reader.GetFieldValue<DateTimeOffset>(i),
            };
        }

        return row;
    }

    /// <summary>The text with U+FFFD for what PostgreSQL cannot hold.</summary>
    public static string Storable(string text) =>
        text.AsSpan().ContainsAny(Doubtful) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD') : text;

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "text collate \"C\"",
        ColumnKind.Integer => "bigint",
        ColumnKind.Real => "double precision",
        ColumnKind.Boolean => "boolean",
        ColumnKind.Decimal => "numeric",
        ColumnKind.Timestamp => "timestamptz",
        ColumnKind.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of column."),
    };

    private static string Columns(TableSchema table) => string.Join(", ", table.Columns.Select(Column));

    private static string Upsert(TableSchema table)
    {
        var set = string.Join(", ", table.Columns.Skip(1).Select(column => $"{Column(column)} = excluded.{Column(column)}"));
        var values = string.Join(", ", table.Columns.Select((_, i) => $"unnest(${i + 1})"));
        return $"insert into {Table(table.Name)} ({Columns(table)}) select {values} "
            + $"on conflict ({Column(table.Key)}) do {(set.Length == 0 ? "nothing" : $"update set {set}")}";
    }

    // A statement can upsert a row once; the last of equal keys counts.
    private static IReadOnlyList<object?[]> Distinct(IReadOnlyList<object?[]> rows)
    {
        var last = new Dictionary<string, object?[]>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            last[Storable((string)row[0]!)] = row;
        }

        return last.Count == rows.Count ? rows : [.. last.Values];
    }

    /// <summary>The values of one column as a parameter.</summary>
    public static NpgsqlParameter Values(ColumnKind kind, IReadOnlyList<object?[]> rows, int column)
    {
        return kind switch
        {
            ColumnKind.Text => Of(NpgsqlDbType.Text, value => value is null ? null : Storable((string)value)),
            ColumnKind.Json => Of(NpgsqlDbType.Json, value => (string?)value),
            ColumnKind.Integer => Of(NpgsqlDbType.Bigint, value => (long?)value),
            ColumnKind.Real => Of(NpgsqlDbType.Double, value => (double?)value),
            ColumnKind.Boolean => Of(NpgsqlDbType.Boolean, value => (bool?)value),
            ColumnKind.Decimal => Of(NpgsqlDbType.Numeric, value => (decimal?)value),
            _ => Of(NpgsqlDbType.TimestampTz, value => ((DateTimeOffset?)value)?.ToUniversalTime()),
        };

        NpgsqlParameter Of<T>(NpgsqlDbType type, Func<object?, T> convert)
        {
            var values = new T[rows.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = convert(rows[i][column]);
            }

            return new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
        }
    }
}
