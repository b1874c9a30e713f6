using System.Data.Common;
using Contrail.Engine.Projections;
using Contrail.SeatBank.Load;

namespace Contrail.SeatBank.Interposed;

internal sealed class InterposedReadModels(IReadModelStore inner, BreakPoints points) : IReadModelStore
{
    private volatile string building = "";

    public bool IsBuilding(string table) => building == table;

    public async ValueTask CreateTableAsync(TableSchema table, CancellationToken cancellation)
    {
        await inner.CreateTableAsync(table, cancellation).ConfigureAwait(false);
        if (IsBuilding(table.Name))
        {
            points.Pass(BreakPoints.RebuildCreated);
        }
    }

    public async ValueTask DropTableAsync(string table, string subscription, CancellationToken cancellation)
    {
        await inner.DropTableAsync(table, subscription, cancellation).ConfigureAwait(false);
        if (building.Length > 0)
        {
            points.Pass(BreakPoints.RebuildDropped);
        }
    }

    public ValueTask<IReadOnlyList<object?[]>> ReadRowsAsync(TableSchema table, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        inner.ReadRowsAsync(table, keys, cancellation);

    public ValueTask<IReadOnlyList<object?[]>> QueryRowsAsync(TableSchema table, RowQuery query, CancellationToken cancellation) =>
        inner.QueryRowsAsync(table, query, cancellation);

    public ValueTask<T> ReadAllAsync<T>(
        TableSchema table, string subscription, Func<long, IAsyncEnumerable<object?[]>, ValueTask<T>> read, CancellationToken cancellation) =>
        inner.ReadAllAsync(table, subscription, read, cancellation);

    public ValueTask<IReadOnlyList<ReadModelGeneration>> ReadGenerationsAsync(string readModel, CancellationToken cancellation) =>
        inner.ReadGenerationsAsync(readModel, cancellation);

    public async ValueTask AddGenerationAsync(ReadModelGeneration generation, CancellationToken cancellation)
    {
        var others = await inner.ReadGenerationsAsync(generation.ReadModel, cancellation).ConfigureAwait(false);
        await inner.AddGenerationAsync(generation, cancellation).ConfigureAwait(false);
        if (others.Count > 0)
        {
            building = generation.Table;
            points.Pass(BreakPoints.RebuildAdded);
        }
    }

    public async ValueTask ServeAsync(string readModel, string table, CancellationToken cancellation)
    {
        await inner.ServeAsync(readModel, table, cancellation).ConfigureAwait(false);
        if (IsBuilding(table))
        {
            points.Pass(BreakPoints.RebuildServed);
        }
    }

    public async ValueTask RemoveGenerationAsync(string readModel, string table, CancellationToken cancellation)
    {
        await inner.RemoveGenerationAsync(readModel, table, cancellation).ConfigureAwait(false);
        if (building.Length > 0)
        {
            points.Pass(BreakPoints.RebuildRemoved);
        }
    }

    public ValueTask<DbConnection> OpenQueryAsync(CancellationToken cancellation) => inner.OpenQueryAsync(cancellation);
}
