using System.Data.Common;

namespace Contrail.Engine.Projections;

/// <summary>
/// The tables of a module's read models and the catalogue of which generation of each is being served. Rows are written by
/// <see cref="Subscriptions.ISubscriptionStore.CommitAsync"/>, together with the checkpoint.
/// </summary>
public interface IReadModelStore
{
    /// <summary>Creates the table and its indexes if they are missing.</summary>
    ValueTask CreateTableAsync(TableSchema table, CancellationToken cancellation);

    /// <summary>Drops the table, and forgets checkpoint, lease and parked events of the subscription that filled it.</summary>
    ValueTask DropTableAsync(string table, string subscription, CancellationToken cancellation);

    /// <summary>The rows with the given keys; missing ones are left out.</summary>
    ValueTask<IReadOnlyList<object?[]>> ReadRowsAsync(TableSchema table, IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>Rows that a query asks for, in its order, whole rows column for column. The table may be named by its read model.</summary>
    /// <exception cref="ArgumentException">The query names a column that the table does not have, or compares it with a value that it cannot hold.</exception>
    ValueTask<IReadOnlyList<object?[]>> QueryRowsAsync(TableSchema table, RowQuery query, CancellationToken cancellation);

    /// <summary>
    /// Reads the whole table in ordinal order of its key, from one consistent view, together with the checkpoint of the
    /// subscription that fills it at that view.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="subscription">Whose checkpoint.</param>
    /// <param name="read">Gets the checkpoint and the rows; the view ends when it returns.</param>
    /// <param name="cancellation">Stops the read.</param>
    ValueTask<T> ReadAllAsync<T>(
        TableSchema table, string subscription, Func<long, IAsyncEnumerable<object?[]>, ValueTask<T>> read, CancellationToken cancellation);

    /// <summary>All generations of a read model that exist or are being built.</summary>
    ValueTask<IReadOnlyList<ReadModelGeneration>> ReadGenerationsAsync(string readModel, CancellationToken cancellation);

    /// <summary>Adds a generation that is not served yet; does nothing if it exists.</summary>
    ValueTask AddGenerationAsync(ReadModelGeneration generation, CancellationToken cancellation);

    /// <summary>
    /// Serves a generation instead of the one served before, atomically: from now on the view that has the read model's name shows
    /// the rows of this table. Queries, and <see cref="ReadRowsAsync"/>, may name the view.
    /// </summary>
    ValueTask ServeAsync(string readModel, string table, CancellationToken cancellation);

    /// <summary>Removes a generation that is not served from the catalogue.</summary>
    ValueTask RemoveGenerationAsync(string readModel, string table, CancellationToken cancellation);

    /// <summary>Opens a read-only connection for queries in SQL.</summary>
    /// <exception cref="NotSupportedException">The store has no SQL (in memory).</exception>
    ValueTask<DbConnection> OpenQueryAsync(CancellationToken cancellation);
}

/// <summary>One table of a read model.</summary>
/// <param name="ReadModel">The projection's name.</param>
/// <param name="Version">The projection's version.</param>
/// <param name="Table">The table; its subscription has the same name.</param>
/// <param name="IsServed">Whether queries read it.</param>
public sealed record ReadModelGeneration(string ReadModel, int Version, string Table, bool IsServed);
