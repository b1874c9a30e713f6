using System.Text;
using Contrail.Engine.Projections;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Queries of rows in PostgreSQL's words. The text depends on the form of the query alone, every value is a parameter, so that each
/// form is prepared once. Texts have the collation "C": they compare by code point, and lower case concerns A-Z alone.
/// </summary>
internal static class PostgresQuery
{
    /// <summary>The statement; its parameters are numbered in the order of the conditions, the limit is the last.</summary>
    public static string Select(TableSchema table, CheckedQuery query)
    {
        var sql = new StringBuilder(PostgresDialect.Select(table));
        var parameter = 1;
        foreach (var (i, condition) in query.Conditions.Index())
        {
            sql.Append(i == 0 ? " where " : " and ").Append(Condition(condition, parameter));
            parameter += condition.IsAbsence ? 0 : 1;
        }

        sql.Append(" order by ").AppendJoin(", ", query.Order.Select(o => o.IsDescending ? Descending(o.Column) : PostgresDialect.Ascending(o.Column)));
        return sql.Append($" limit ${parameter}").ToString();
    }

    /// <summary>The values.</summary>
    public static NpgsqlParameter[] Parameters(CheckedQuery query) =>
        [.. query.Conditions.Where(c => !c.IsAbsence).Select(Parameter), PostgresRows.P((long)query.Limit)];

    private static string Condition(CheckedCondition condition, int parameter)
    {
        var column = PostgresDialect.Column(condition.Column);
        return condition.Comparison switch
        {
            RowComparison.Equal when condition.IsAbsence => $"{column} is null",
            RowComparison.Equal => $"{column} = ${parameter}",
            RowComparison.Less => $"{column} < ${parameter}",
            RowComparison.AtMost => $"{column} <= ${parameter}",
            RowComparison.More => $"{column} > ${parameter}",
            RowComparison.AtLeast => $"{column} >= ${parameter}",
            RowComparison.In => $"{column} = any (${parameter})",
            RowComparison.StartsWith => $"starts_with(lower({column}), ${parameter})",
            RowComparison.Contains => $"strpos(lower({column}), ${parameter}) > 0",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.Comparison, "Unknown comparison."),
        };
    }

    private static string Descending(TableColumn column) => $"{PostgresDialect.Column(column)} desc{(column.IsNullable ? " nulls last" : "")}";

    private static NpgsqlParameter Parameter(CheckedCondition condition) => condition.Comparison is RowComparison.In
        ? PostgresDialect.Values(condition.Column.Kind, [.. condition.Values.Select(v => new object?[] { v })], 0)
        : condition.Values[0] switch
        {
            string text => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = PostgresDialect.Storable(text) },
            var value => new NpgsqlParameter { Value = value },
        };
}
