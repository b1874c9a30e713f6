using System.Text.RegularExpressions;

namespace Contrail.Engine.Projections;

/// <summary>A table of a read model: the first column is its key, a text.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Columns">The key first.</param>
/// <param name="Indexes">Columns of each further index.</param>
public sealed partial record TableSchema(string Name, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Indexes)
{
    /// <summary>The key column.</summary>
    public TableColumn Key => Columns[0];

    /// <summary>Gives the name back if it can name a table or column.</summary>
    /// <exception cref="ArgumentException">It is not snake_case of at most 50 characters.</exception>
    public static string ValidateName(string name) =>
        Form().IsMatch(name) ? name : throw new ArgumentException($"'{name}' cannot name a table or column: write snake_case, at most 50 characters.");

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,49}\z")]
    private static partial Regex Form();
}

/// <summary>A column of a read model's table.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsNullable">Whether it may be absent.</param>
public sealed record TableColumn(string Name, ColumnKind Kind, bool IsNullable);

/// <summary>What a column holds, and the .NET type in which a store takes and gives it.</summary>
public enum ColumnKind
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="long"/>.</summary>
    Integer,

    /// <summary><see cref="double"/>.</summary>
    Real,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="decimal"/>, exact.</summary>
    Decimal,

    /// <summary><see cref="DateTimeOffset"/> in UTC, whole microseconds.</summary>
    Timestamp,

    /// <summary><see cref="string"/> that is JSON.</summary>
    Json,
}

/// <summary>Rows to write into one table. A key is in one of the two lists at most.</summary>
/// <param name="Table">The table.</param>
/// <param name="Upserts">Whole rows, column for column.</param>
/// <param name="Deletes">Keys.</param>
public sealed record TableChange(TableSchema Table, IReadOnlyList<object?[]> Upserts, IReadOnlyList<string> Deletes);
