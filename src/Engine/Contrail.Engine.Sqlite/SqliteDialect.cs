using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Contrail.Engine.Projections;

namespace Contrail.Engine.Sqlite;

/// <summary>Tables of read models in SQLite's words: how columns are declared, and how values are stored.</summary>
internal static class SqliteDialect
{
    // Of fixed width, so that it sorts and compares as text, in UTC.
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    // Each is asked for at every commit and look; making one checks every name.
    private static readonly ConditionalWeakTable<TableSchema, Statements> Known = [];

    /// <summary>Statements that create the table and its indexes if they are missing.</summary>
    public static string Create(TableSchema table)
    {
        var sql = new StringBuilder($"create table if not exists {Quote(table.Name)} (\n");
        foreach (var column in table.Columns)
        {
            var suffix = column == table.Key ? " primary key" : column.IsNullable ? "" : " not null";
            sql.Append(CultureInfo.InvariantCulture, $"  {Quote(column.Name)} {TypeOf(column.Kind)}{suffix}{(column == table.Columns[^1] ? "" : ",")}\n");
        }

        sql.Append(") strict, without rowid;\n");
        for (var i = 0; i < table.Indexes.Count; i++)
        {
            var columns = string.Join(", ", table.Indexes[i].Select(Quote));
            sql.Append(CultureInfo.InvariantCulture, $"create index if not exists {Quote($"{table.Name}_{i + 1}")} on {Quote(table.Name)} ({columns});\n");
        }

        return sql.ToString();
    }

    /// <summary>Writes a whole row; one parameter for each column.</summary>
    public static string Upsert(TableSchema table) => Of(table).Upsert;

    public static string Delete(TableSchema table) => Of(table).Delete;

    public static string SelectByKey(TableSchema table) => Of(table).SelectByKey;

    public static string SelectAll(TableSchema table) => $"{Select(table)} order by {Quote(table.Key.Name)}";

    public static string Select(TableSchema table) => Of(table).Select;

    private static Statements Of(TableSchema table) => Known.GetValue(table, static t =>
    {
        var (select, isKey) = ($"select {Columns(t)} from {Quote(t.Name)}", $"where {Quote(t.Key.Name)} = ?1");
        return new Statements(MakeUpsert(t), $"delete from {Quote(t.Name)} {isKey}", select, $"{select} {isKey}");
    });

    private static string MakeUpsert(TableSchema table)
    {
        var parameters = string.Join(", ", table.Columns.Select((_, i) => $"?{i + 1}"));
        var set = string.Join(", ", table.Columns.Skip(1).Select(c => $"{Quote(c.Name)} = excluded.{Quote(c.Name)}"));
        var onConflict = set.Length == 0 ? "do nothing" : $"do update set {set}";
        return $"insert into {Quote(table.Name)} ({Columns(table)}) values ({parameters}) on conflict ({Quote(table.Key.Name)}) {onConflict}";
    }

    /// <summary>A name in double quotes, after a check that it needs no more than that.</summary>
    public static string Quote(string name) => $"\"{TableSchema.ValidateName(name)}\"";

    /// <summary>Binds a row to an upsert.</summary>
    /// <exception cref="ArgumentException">The row does not fit the table.</exception>
    public static void Bind(SqliteStatement upsert, TableSchema table, object?[] row)
    {
        if (row.Length != table.Columns.Count)
        {
            throw new ArgumentException($"A row of {row.Length} values does not fit table {table.Name} with {table.Columns.Count} columns.");
        }

        for (var i = 0; i < row.Length; i++)
        {
            Bind(upsert, i + 1, table, table.Columns[i], row[i]);
        }
    }

    /// <summary>Binds one value of a column.</summary>
    /// <exception cref="ArgumentException">The column cannot hold it.</exception>
    public static void Bind(SqliteStatement statement, int index, TableSchema table, TableColumn column, object? value)
    {
        _ = (column.Kind, value) switch
        {
            (_, null) => statement.BindNull(index),
            (ColumnKind.Text or ColumnKind.Json, string text) => statement.BindText(index, text),
            (ColumnKind.Integer, long number) => statement.Bind(index, number),
            (ColumnKind.Real, double number) => statement.Bind(index, number),
            (ColumnKind.Boolean, bool flag) => statement.Bind(index, flag ? 1 : 0),
            (ColumnKind.Decimal, decimal number) => statement.BindText(index, number.ToString(CultureInfo.InvariantCulture)),
            (ColumnKind.Timestamp, DateTimeOffset instant) => statement.BindText(index, instant.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"Column {table.Name}.{column.Name} ({column.Kind}) cannot hold a {value.GetType().Name}."),
        };
    }

    /// <summary>The current row of a select.</summary>
    public static object?[] Read(SqliteStatement select, TableSchema table)
    {
        var row = new object?[table.Columns.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = select.IsNull(i) ? null : Read(select, i, table.Columns[i].Kind);
        }

        return row;
    }

    private static object Read(SqliteStatement row, int index, ColumnKind kind) => kind switch
    {
        ColumnKind.Text or ColumnKind.Json => row.Text(index),
        ColumnKind.Integer => row.Integer(index),
        ColumnKind.Real => row.Real(index),
        ColumnKind.Boolean => row.Integer(index) != 0,
        ColumnKind.Decimal => decimal.Parse(row.Text(index), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
        ColumnKind.Timestamp => DateTimeOffset.ParseExact(
            row.Text(index), TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of column."),
    };

    private static string Columns(TableSchema table) => string.Join(", ", table.Columns.Select(c => Quote(c.Name)));

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer or ColumnKind.Boolean => "integer",
        ColumnKind.Real => "real",
        _ => "text",
    };

    private sealed record Statements(string Upsert, string Delete, string Select, string SelectByKey);
}
