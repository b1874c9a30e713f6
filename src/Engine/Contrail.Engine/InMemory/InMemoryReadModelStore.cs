using System.Data.Common;
using Contrail.Engine.Projections;

namespace Contrail.Engine.InMemory;

/// <summary>Read models in memory; see <see cref="InMemoryLogStore"/>. It has no SQL.</summary>
public sealed class InMemoryReadModelStore : IReadModelStore
{
    private readonly Dictionary<string, SortedDictionary<string, object?[]>> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadModelGeneration> generations = new(StringComparer.Ordinal);

    internal Lock Gate { get; } = new();

    internal Dictionary<string, long> Checkpoints { get; } = new(StringComparer.Ordinal);

    internal Action<string> Forget { get; set; } = _ => { };

    /// <inheritdoc/>
    public ValueTask CreateTableAsync(TableSchema table, CancellationToken cancellation)
    {
        lock (Gate)
        {
            tables.TryAdd(table.Name, new(StringComparer.Ordinal));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DropTableAsync(string table, string subscription, CancellationToken cancellation)
    {
        lock (Gate)
        {
            tables.Remove(table);
            Forget(subscription);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<object?[]>> ReadRowsAsync(TableSchema table, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        lock (Gate)
        {
            var rows = RowsOf(table.Name);
            IReadOnlyList<object?[]> found = [.. keys.Where(rows.ContainsKey).Select(key => Copy(rows[key]))];
            return ValueTask.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<object?[]>> QueryRowsAsync(TableSchema table, RowQuery query, CancellationToken cancellation)
    {
        var asked = CheckedQuery.Of(table, query);
        lock (Gate)
        {
            IReadOnlyList<object?[]> found = [.. InMemoryQuery.Run(table, asked, RowsOf(table.Name).Values).Select(Copy)];
            return ValueTask.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<T> ReadAllAsync<T>(
        TableSchema table, string subscription, Func<long, IAsyncEnumerable<object?[]>, ValueTask<T>> read, CancellationToken cancellation)
    {
        long checkpoint;
        List<object?[]> rows;
        lock (Gate)
        {
            checkpoint = Checkpoints.GetValueOrDefault(subscription);
            rows = [.. tables[table.Name].Values.Select(Copy)];
        }

        return await read(checkpoint, rows.ToAsyncEnumerable()).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadModelGeneration>> ReadGenerationsAsync(string readModel, CancellationToken cancellation)
    {
        lock (Gate)
        {
            IReadOnlyList<ReadModelGeneration> found = [.. generations.Values.Where(g => g.ReadModel == readModel)];
            return ValueTask.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask AddGenerationAsync(ReadModelGeneration generation, CancellationToken cancellation)
    {
        lock (Gate)
        {
            generations.TryAdd(generation.Table, generation with { IsServed = false });
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ServeAsync(string readModel, string table, CancellationToken cancellation)
    {
        lock (Gate)
        {
            foreach (var generation in generations.Values.Where(g => g.ReadModel == readModel).ToList())
            {
                generations[generation.Table] = generation with { IsServed = generation.Table == table };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemoveGenerationAsync(string readModel, string table, CancellationToken cancellation)
    {
        lock (Gate)
        {
            if (generations.TryGetValue(table, out var generation) && !generation.IsServed)
            {
                generations.Remove(table);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<DbConnection> OpenQueryAsync(CancellationToken cancellation) =>
        throw new NotSupportedException("The in-memory store has no SQL. Use SQLite for tests of queries.");

    /// <summary>The rows of a table, or of the table that the view of this name shows.</summary>
    private SortedDictionary<string, object?[]> RowsOf(string tableOrView) =>
        tables.TryGetValue(tableOrView, out var rows)
            ? rows
            : tables[generations.Values.Single(g => g.ReadModel == tableOrView && g.IsServed).Table];

    internal void Write(IReadOnlyList<TableChange> changes)
    {
        // All tables or none.
        if (changes.FirstOrDefault(c => !tables.ContainsKey(c.Table.Name)) is { } missing)
        {
            throw new InvalidOperationException($"There is no table {missing.Table.Name}. Create it first; nothing was written.");
        }

        foreach (var change in changes)
        {
            var rows = tables[change.Table.Name];
            foreach (var row in change.Upserts)
            {
                rows[(string)row[0]!] = Copy(row);
            }

            foreach (var key in change.Deletes)
            {
                rows.Remove(key);
            }
        }
    }

    private static object?[] Copy(object?[] row) => [.. row];
}
