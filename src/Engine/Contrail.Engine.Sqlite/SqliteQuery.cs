using System.Globalization;
using System.Numerics;
using System.Text;
using Contrail.Engine.Projections;
using SQLitePCL;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// Queries of rows in SQLite's words. The text depends on the form of the query alone, every value is bound, so that each form is
/// prepared once.
/// </summary>
internal static class SqliteQuery
{
    // Decimals are stored as text, to be exact; this orders them as numbers.
    private const string DecimalOrder = "contrail_decimal";

    /// <summary>Teaches a connection the order of decimals.</summary>
    public static void AddCollation(sqlite3 connection) => raw.sqlite3_create_collation(
        connection, DecimalOrder, null, (_, a, b) => Number(a).CompareTo(Number(b)));

    /// <summary>The statement; its parameters are numbered in the order of the conditions, the limit is the last.</summary>
    public static string Select(TableSchema table, CheckedQuery query)
    {
        var sql = new StringBuilder(SqliteDialect.Select(table));
        var parameter = 1;
        foreach (var (i, condition) in query.Conditions.Index())
        {
            sql.Append(i == 0 ? " where " : " and ").Append(Condition(condition, ref parameter));
        }

        sql.Append(" order by ").AppendJoin(", ", query.Order.Select(o => Comparable(o.Column) + (o.IsDescending ? " desc" : "")));
        return sql.Append(CultureInfo.InvariantCulture, $" limit ?{parameter}").ToString();
    }

    /// <summary>Binds the values.</summary>
    public static void Bind(SqliteStatement select, TableSchema table, CheckedQuery query)
    {
        var parameter = 1;
        foreach (var condition in query.Conditions)
        {
            var places = Places(condition);
            for (var i = 0; i < places; i++)
            {
                SqliteDialect.Bind(select, parameter++, table, condition.Column, condition.Values[Math.Min(i, condition.Values.Count - 1)]);
            }
        }

        select.Bind(parameter, query.Limit);
    }

    private static string Condition(CheckedCondition condition, ref int parameter)
    {
        var first = parameter;
        parameter += Places(condition);
        var column = Comparable(condition.Column);
        return condition.Comparison switch
        {
            RowComparison.Equal when condition.IsAbsence => $"{column} is null",
            RowComparison.Equal => $"{column} = ?{first}",
            RowComparison.Less => $"{column} < ?{first}",
            RowComparison.AtMost => $"{column} <= ?{first}",
            RowComparison.More => $"{column} > ?{first}",
            RowComparison.AtLeast => $"{column} >= ?{first}",
            RowComparison.In => $"{column} in ({string.Join(", ", Enumerable.Range(first, parameter - first).Select(i => $"?{i}"))})",
            RowComparison.StartsWith => $"instr(lower({column}), ?{first}) = 1",
            RowComparison.Contains => $"instr(lower({column}), ?{first}) > 0",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.Comparison, "Unknown comparison."),
        };
    }

    /// <summary>How many parameters a condition has: a power of two for a list, whose last value is repeated, so that lists of many
    /// lengths are few statements.</summary>
    private static int Places(CheckedCondition condition) =>
        condition.Values.Count == 0 ? 0 : (int)BitOperations.RoundUpToPowerOf2((uint)condition.Values.Count);

    private static string Comparable(TableColumn column) =>
        column.Kind == ColumnKind.Decimal ? $"{SqliteDialect.Quote(column.Name)} collate {DecimalOrder}" : SqliteDialect.Quote(column.Name);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
