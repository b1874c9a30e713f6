using System.Collections;
using System.Globalization;
using Contrail.Engine.Log;

namespace Contrail.Engine.Projections;

/// <summary>
/// A <see cref="RowQuery"/> that fits its table: columns found, values in the types in which stores keep them, the key as last order.
/// Every store makes its own query from it, so that all of them refuse the same and mean the same.
/// </summary>
/// <param name="Conditions">All of them hold.</param>
/// <param name="Order">Ends with the key, so that no two rows are equal in it. A row without a value comes before those with one.</param>
/// <param name="Limit">At most so many rows.</param>
public sealed record CheckedQuery(IReadOnlyList<CheckedCondition> Conditions, IReadOnlyList<CheckedOrder> Order, int Limit)
{
    /// <summary>Values that one <see cref="RowComparison.In"/> takes at most.</summary>
    public const int MaxValues = RowQuery.MaxLimit;

    /// <summary>Checks a query.</summary>
    /// <exception cref="ArgumentException">The query names a column that the table does not have, or compares it with a value that it cannot hold.</exception>
    public static CheckedQuery Of(TableSchema table, RowQuery query)
    {
        var order = query.Order.Select(o => new CheckedOrder(ComparableColumn(table, o.Column), o.IsDescending)).ToList();
        if (order.TrueForAll(o => o.Column != table.Key))
        {
            order.Add(new CheckedOrder(table.Key, IsDescending: false));
        }

        return new CheckedQuery([.. query.Conditions.Select(c => Check(table, c))], order, query.Limit);
    }

    private static CheckedCondition Check(TableSchema table, RowCondition condition)
    {
        if (condition is { Comparison: RowComparison.Equal, Value: null })
        {
            return new CheckedCondition(Column(table, condition.Column), condition.Comparison, []);
        }

        var column = ComparableColumn(table, condition.Column);
        if (condition.Comparison is RowComparison.In)
        {
            var values = condition.Value is IEnumerable many and not string ? many.Cast<object?>().ToArray() : throw Misfit(table, column, condition.Value);
            return values.Length <= MaxValues
                ? new CheckedCondition(column, condition.Comparison, Array.ConvertAll(values, v => Convert(table, column, v)))
                : throw new ArgumentException($"Column {table.Name}.{column.Name} is compared with {values.Length} values; one query takes {MaxValues} at most. Ask in parts.");
        }

        var value = Convert(table, column, condition.Value);
        return condition.Comparison is RowComparison.StartsWith or RowComparison.Contains
            ? new CheckedCondition(column, condition.Comparison, [LowerAscii(value as string ?? throw Misfit(table, column, value, "as a part of its text"))])
            : new CheckedCondition(column, condition.Comparison, [value]);
    }

    private static TableColumn Column(TableSchema table, string name) =>
        table.Columns.FirstOrDefault(c => c.Name == name)
        ?? throw new ArgumentException($"{table.Name} has no column '{name}'. It has {string.Join(", ", table.Columns.Select(c => c.Name))}.");

    private static TableColumn ComparableColumn(TableSchema table, string name) =>
        Column(table, name) is var column && column.Kind != ColumnKind.Json
            ? column
            : throw new ArgumentException($"Column {table.Name}.{name} holds JSON, which has no order: ask only whether it is absent (Equal to null).");

    /// <summary>The value as rows hold it; see <see cref="RowValues.Write"/>.</summary>
    private static object Convert(TableSchema table, TableColumn column, object? value) => (column.Kind, value) switch
    {
        (ColumnKind.Text, string or char or Enum) => RowValues.Write(value, column.Kind)!,
        (ColumnKind.Text, not null) when RowValues.IsText(value.GetType()) => RowValues.Write(value, column.Kind)!,
        (ColumnKind.Integer, byte or sbyte or short or ushort or int or uint or long) => RowValues.Write(value, column.Kind)!,
        (ColumnKind.Real, double or float) when !double.IsNaN(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)) => RowValues.Write(value, column.Kind)!,
        (ColumnKind.Real, byte or sbyte or short or ushort or int or uint or long) => RowValues.Write(value, column.Kind)!,
        (ColumnKind.Decimal, decimal) => value,
        (ColumnKind.Decimal, byte or sbyte or short or ushort or int or uint or long) => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        (ColumnKind.Boolean, bool) => value,
        (ColumnKind.Timestamp, DateTimeOffset instant) => HashChain.FromMicroseconds(HashChain.ToMicroseconds(instant)),
        _ => throw Misfit(table, column, value),
    };

    private static ArgumentException Misfit(TableSchema table, TableColumn column, object? value, string how = "with this comparison") =>
        new($"Column {table.Name}.{column.Name} ({column.Kind}) cannot be compared {how} with {(value is null ? "null" : $"a {value.GetType().Name}")}.");

    /// <summary>The text with a-z for A-Z, and every other character as it is.</summary>
    internal static string LowerAscii(string text) => string.Create(text.Length, text, static (into, from) =>
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }
    });
}

/// <summary>What must hold for a row.</summary>
/// <param name="Column">The column.</param>
/// <param name="Comparison">How it compares.</param>
/// <param name="Values">None for rows without a value; one; or any number for <see cref="RowComparison.In"/>. For a part of a text: lower case.</param>
public sealed record CheckedCondition(TableColumn Column, RowComparison Comparison, IReadOnlyList<object> Values)
{
    /// <summary>Whether it asks for rows that have no value in the column.</summary>
    public bool IsAbsence => Comparison is RowComparison.Equal && Values.Count == 0;
}

/// <summary>Sorts rows.</summary>
/// <param name="Column">By this column.</param>
/// <param name="IsDescending">Largest first.</param>
public sealed record CheckedOrder(TableColumn Column, bool IsDescending);
