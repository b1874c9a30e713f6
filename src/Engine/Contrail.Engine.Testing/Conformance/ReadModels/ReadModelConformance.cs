using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

/// <summary>What every store of read models must do: tables and rows.</summary>
public abstract partial class ReadModelConformance : StorageConformance
{
    private static readonly TableSchema Seats = new(
        "seats_v1",
        [
            new("seat", ColumnKind.Text, false), new("flight", ColumnKind.Text, true), new("sold", ColumnKind.Integer, true),
        ],
        [["flight"], ["flight", "sold"]]);

    private Lease? lease;

    /// <summary>Whether the store can be queried in SQL.</summary>
    protected virtual bool HasSql => true;

    [Fact]
    public async Task A_new_table_is_empty()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);

        (await ReadAllAsync(Seats)).ShouldBeEmpty();
        (await ReadModels.ReadRowsAsync(Seats, ["12A"], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Creating_a_table_again_keeps_its_rows()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [["12A", "CT 1", 3L]], []));

        await ReadModels.CreateTableAsync(Seats, Cancel);

        (await RowAsync(Seats, "12A")).ShouldBe(["12A", "CT 1", 3L]);
    }

    private async Task WriteAsync(long position, params TableChange[] changes)
    {
        lease ??= await Subscriptions.AcquireAsync(Seats.Name, "node-1", TimeSpan.FromHours(1), Cancel);
        await Subscriptions.CommitAsync(lease.ShouldNotBeNull(), new SubscriptionCommit(position, [], [], changes), Cancel);
    }

    private async Task<object?[]> RowAsync(TableSchema table, string key) => (await ReadModels.ReadRowsAsync(table, [key], Cancel)).Single();

    private async Task<List<object?[]>> ReadAllAsync(TableSchema table) =>
        await ReadModels.ReadAllAsync(table, table.Name, async (_, rows) => await rows.ToListAsync(Cancel), Cancel);
}
