using Contrail.Engine.Log;
using Contrail.Engine.Projections;

namespace Contrail.Engine.InMemory;

/// <summary>Answers a query from rows in memory.</summary>
internal static class InMemoryQuery
{
    public static IEnumerable<object?[]> Run(TableSchema table, CheckedQuery query, IEnumerable<object?[]> rows)
    {
        var index = table.Columns.Index().ToDictionary(c => c.Item, c => c.Index);
        var found = rows.Where(row => query.Conditions.All(c => Holds(c, row[index[c.Column]]))).ToList();
        found.Sort((a, b) => query.Order
            .Select(o => (o.IsDescending, Compared: Compare(a[index[o.Column]], b[index[o.Column]])))
            .Where(o => o.Compared != 0)
            .Select(o => o.IsDescending ? -o.Compared : o.Compared)
            .FirstOrDefault());
        return found.Take(query.Limit);
    }

    private static bool Holds(CheckedCondition condition, object? value) => condition.Comparison switch
    {
        RowComparison.Equal when condition.IsAbsence => value is null,
        _ when value is null => false,
        RowComparison.Equal => Compare(value, condition.Values[0]) == 0,
        RowComparison.Less => Compare(value, condition.Values[0]) < 0,
        RowComparison.AtMost => Compare(value, condition.Values[0]) <= 0,
        RowComparison.More => Compare(value, condition.Values[0]) > 0,
        RowComparison.AtLeast => Compare(value, condition.Values[0]) >= 0,
        RowComparison.In => condition.Values.Any(v => Compare(value, v) == 0),
        RowComparison.StartsWith => CheckedQuery.LowerAscii((string)value).StartsWith((string)condition.Values[0], StringComparison.Ordinal),
        RowComparison.Contains => CheckedQuery.LowerAscii((string)value).Contains((string)condition.Values[0], StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.Comparison, "Unknown comparison."),
    };

    /// <summary>As databases compare: nothing comes first, texts by code point, instants by microsecond.</summary>
    private static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => CompareByCodePoint(x, y),
        (DateTimeOffset x, DateTimeOffset y) => HashChain.ToMicroseconds(x).CompareTo(HashChain.ToMicroseconds(y)),
        _ => Comparer<object>.Default.Compare(a, b),
    };

    /// <summary>Half of a surrogate pair is a character beyond all that need no pair.</summary>
    private static int CompareByCodePoint(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        var (x, y) = (a[same], b[same]);
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x.CompareTo(y) : char.IsSurrogate(x) ? 1 : -1;
    }
}
