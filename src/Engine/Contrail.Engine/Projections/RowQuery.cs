namespace Contrail.Engine.Projections;

/// <summary>
/// Asks for rows of a read model, the same on every store: conditions that all hold, an order, a limit. Columns are named as in the
/// table (snake_case); values have the type of the row's member. Texts compare by code point.
/// </summary>
public sealed record RowQuery
{
    /// <summary>Rows that a query gives at most, whatever it asks for.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>All of them hold.</summary>
    public IReadOnlyList<RowCondition> Conditions { get; private init; } = [];

    /// <summary>First by the first; rows that are equal in all of them come in the order of their key.</summary>
    public IReadOnlyList<RowOrder> Order { get; private init; } = [];

    /// <summary>At most so many rows.</summary>
    public int Limit { get; private init; } = MaxLimit;

    /// <summary>Every row.</summary>
    public static RowQuery All { get; } = new();

    /// <summary>Rows whose column has the value; null finds those that have none.</summary>
    public RowQuery Where(string column, object? value) => Where(column, RowComparison.Equal, value);

    /// <summary>Rows whose column compares so with the value.</summary>
    public RowQuery Where(string column, RowComparison comparison, object? value) =>
        this with { Conditions = [.. Conditions, new RowCondition(column, comparison, value)] };

    /// <summary>Rows whose column has one of the values.</summary>
    public RowQuery WhereIn(string column, IEnumerable<object> values) =>
        this with { Conditions = [.. Conditions, new RowCondition(column, RowComparison.In, values.ToArray())] };

    /// <summary>Ascending by a column.</summary>
    public RowQuery OrderBy(string column) => this with { Order = [.. Order, new RowOrder(column, IsDescending: false)] };

    /// <summary>Descending by a column.</summary>
    public RowQuery OrderByDescending(string column) => this with { Order = [.. Order, new RowOrder(column, IsDescending: true)] };

    /// <summary>At most so many rows.</summary>
    public RowQuery Take(int limit) => this with { Limit = Math.Clamp(limit, 0, MaxLimit) };
}

/// <summary>What must hold for a row.</summary>
/// <param name="Column">A column.</param>
/// <param name="Comparison">How it compares.</param>
/// <param name="Value">With what; an array for <see cref="RowComparison.In"/>.</param>
public sealed record RowCondition(string Column, RowComparison Comparison, object? Value);

/// <summary>Sorts rows.</summary>
/// <param name="Column">By this column.</param>
/// <param name="IsDescending">Largest first.</param>
public sealed record RowOrder(string Column, bool IsDescending);

/// <summary>How a column compares with a value. A row without a value in the column is found by <c>Equal</c> to null only.</summary>
public enum RowComparison
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>Less than the value.</summary>
    Less,

    /// <summary>At most the value.</summary>
    AtMost,

    /// <summary>More than the value.</summary>
    More,

    /// <summary>At least the value.</summary>
    AtLeast,

    /// <summary>One of the values.</summary>
    In,

    /// <summary>A text that begins with the value, upper and lower case of A-Z alike.</summary>
    StartsWith,

    /// <summary>A text that contains the value, upper and lower case of A-Z alike.</summary>
    Contains,
}
