using System.Collections.Concurrent;
using Contrail.Engine.Events;

namespace Contrail.Engine.Projections;

/// <summary>
/// A read model: a table whose rows follow from the events of the log and from nothing else. Rows and the position they reflect
/// are written in one transaction, so each event counts exactly once. Derive from <see cref="Projection{TRow}"/>.
/// </summary>
public abstract class Projection
{
    private static readonly HashSet<string> Reserved =
        ["events", "outcomes", "scheduled", "snapshots", "log_head", "subscriptions", "parked", "operator_acts", "generations", "migrations"];

    private readonly ConcurrentDictionary<string, TableSchema> schemas = new(StringComparer.Ordinal);

    private protected Projection(string name, int version, IReadOnlyList<TableColumn> columns)
    {
        Name = Reserved.Contains(TableSchema.ValidateName(name))
            ? throw new ArgumentException($"The engine keeps a table named '{name}' itself. Name the read model after what it shows.", nameof(name))
            : name;
        Version = version > 0 ? version : throw new ArgumentOutOfRangeException(nameof(version), "Versions start at 1.");
        Columns = columns;
    }

    /// <summary>Names the read model; queries select from a view of this name.</summary>
    public string Name { get; }

    /// <summary>Raise it when the meaning of the rows changes: the new version is built beside the old one and then served instead.</summary>
    public int Version { get; }

    internal IReadOnlyList<TableColumn> Columns { get; }

    internal Dictionary<Type, List<Route>> Routes { get; } = [];

    internal List<IReadOnlyList<string>> Indexes { get; } = [];

    /// <summary>The table under a name; the same one each time, so that what a store makes of it is made once.</summary>
    internal TableSchema Schema(string table) => schemas.GetOrAdd(table, static (name, projection) => new(name, projection.Columns, projection.Indexes), this);

    internal abstract object?[] ToColumns(object row);

    internal abstract object ToRow(object?[] columns);

    /// <summary>A column that may not be absent and is absent from the row; null if the row can be stored.</summary>
    internal abstract string? MissingColumnOf(object row);

    /// <summary>How one event type changes rows.</summary>
    internal sealed record Route(Func<object, RecordedEvent, IEnumerable<string>> Keys, Func<object?, object, RecordedEvent, string, object?> Change);
}

/// <summary>A read model of rows of one kind.</summary>
/// <typeparam name="TRow">A record with a constructor parameter for each column; the first is the key.</typeparam>
/// <param name="name">Names the read model; snake_case.</param>
/// <param name="version">Raise it when the meaning of the rows changes.</param>
public abstract class Projection<TRow>(string name, int version) : Projection(name, version, RowMapper<TRow>.Instance.Columns)
    where TRow : class
{
    /// <summary>An event changes one row.</summary>
    /// <param name="key">The row's key: a text or a typed id.</param>
    /// <param name="change">From the row as it was, or null, to the row as it is now, or null to delete it. Pure.</param>
    protected void On<TEvent>(Func<TEvent, object> key, Func<TRow?, TEvent, TRow?> change)
        where TEvent : notnull => On(key, (row, e, _) => change(row, e));

    /// <summary>An event changes one row; the change also sees where and when it was recorded.</summary>
    /// <inheritdoc cref="On{TEvent}(Func{TEvent, object}, Func{TRow, TEvent, TRow})" path="/param"/>
    protected void On<TEvent>(Func<TEvent, object> key, Func<TRow?, TEvent, RecordedEvent, TRow?> change)
        where TEvent : notnull => Add<TEvent>((e, _) => [key(e).ToString()!], (row, e, recorded, _) => change(row, e, recorded));

    /// <summary>An event changes several rows.</summary>
    /// <param name="keys">The rows' keys.</param>
    /// <param name="change">Called for each key; see the other overloads.</param>
    protected void OnEach<TEvent>(Func<TEvent, IEnumerable<object>> keys, Func<TRow?, TEvent, string, TRow?> change)
        where TEvent : notnull => Add<TEvent>((e, _) => keys(e).Select(k => k.ToString()!), (row, e, _, key) => change(row, e, key));

    /// <summary>Keeps an index over columns, named as in the table (snake_case).</summary>
    protected void Index(params string[] columns)
    {
        foreach (var column in columns)
        {
            if (Columns.All(c => c.Name != column))
            {
                throw new InvalidOperationException($"{Name} has no column {column} to index. It has {string.Join(", ", Columns.Select(c => c.Name))}.");
            }
        }

        Indexes.Add(columns);
    }

    internal override object?[] ToColumns(object row) => RowMapper<TRow>.Instance.ToColumns((TRow)row);

    internal override object ToRow(object?[] columns) => RowMapper<TRow>.Instance.ToRow(columns);

    internal override string? MissingColumnOf(object row) => RowMapper<TRow>.Instance.MissingColumnOf((TRow)row);

    private void Add<TEvent>(Func<TEvent, RecordedEvent, IEnumerable<string>> keys, Func<TRow?, TEvent, RecordedEvent, string, TRow?> change)
        where TEvent : notnull => Add(typeof(TEvent), (e, recorded) => keys((TEvent)e, recorded), (row, e, recorded, key) => change(row, (TEvent)e, recorded, key));

    /// <summary>An event of a type that only the engine knows changes rows.</summary>
    private protected void Add(Type type, Func<object, RecordedEvent, IEnumerable<string>> keys, Func<TRow?, object, RecordedEvent, string, TRow?> change)
    {
        if (!Routes.TryGetValue(type, out var routes))
        {
            Routes[type] = routes = [];
        }

        routes.Add(new Route(keys, (row, e, recorded, key) => change((TRow?)row, e, recorded, key)));
    }
}
