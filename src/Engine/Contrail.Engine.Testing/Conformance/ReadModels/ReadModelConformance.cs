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
        [new("seat", ColumnKind.Text, false), new("flight", ColumnKind.Text, true), new("sold", ColumnKind.Integer, true)],
        [["flight"], ["flight", "sold"]]);

    [Fact]
    public async Task A_new_table_is_empty()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);

        (await ReadAllAsync(Seats)).ShouldBeEmpty();
        (await ReadModels.ReadRowsAsync(Seats, ["12A"], Cancel)).ShouldBeEmpty();
        (await ReadModels.ReadRowsAsync(Seats, [], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Creating_a_table_again_keeps_its_rows()
    {
        await FillLogAsync(1);
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [["12A", "CT 1", 3L]], []));

        await ReadModels.CreateTableAsync(Seats, Cancel);
        await ReopenAsync();
        await ReadModels.CreateTableAsync(Seats, Cancel);

        (await RowAsync(Seats, "12A")).ShouldBe(["12A", "CT 1", 3L]);
    }

    [Fact]
    public async Task Tables_may_be_named_like_keywords()
    {
        var table = new TableSchema(
            "order", [new("group", ColumnKind.Text, false), new("select", ColumnKind.Integer, false), new("user", ColumnKind.Text, true)], [["select", "user"]]);
        await ReadModels.CreateTableAsync(table, Cancel);

        await WriteAsync(1, new TableChange(table, [["a", 1L, "x"], ["b", 2L, null]], []));
        await WriteAsync(2, new TableChange(table, [["a", 3L, "y"]], ["b"]));

        (await ReadAllAsync(table)).Single().ShouldBe(["a", 3L, "y"]);
        await ReadModels.DropTableAsync(table.Name, table.Name, Cancel);
    }

    [Fact]
    public async Task Writing_a_key_again_replaces_its_row()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [["12A", "CT 1", 3L], ["12B", "CT 1", 4L]], []));

        await WriteAsync(2, new TableChange(Seats, [["12A", null, 5L]], []));

        (await RowAsync(Seats, "12A")).ShouldBe(["12A", null, 5L]);
        (await RowAsync(Seats, "12B")).ShouldBe(["12B", "CT 1", 4L]);
    }

    [Fact]
    public async Task Deleting_removes_the_rows_of_its_keys_alone()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [["12A", null, 1L], ["12B", null, 2L], ["12C", null, 3L]], []));

        await WriteAsync(2, new TableChange(Seats, [["12D", null, 4L]], ["12A", "12C", "99Z"]));

        (await ReadAllAsync(Seats)).Select(row => row[0]).ShouldBe(["12B", "12D"]);
    }

    [Fact]
    public async Task Rows_of_a_thousand_keys_are_read_at_once_without_those_that_are_missing()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [.. Enumerable.Range(0, 1500).Select(n => new object?[] { $"{n}", "CT 1", (long)n })], []));

        var rows = await ReadModels.ReadRowsAsync(Seats, [.. Enumerable.Range(1000, 1000).Select(n => $"{n}")], Cancel);

        rows.Select(row => (long)row[2]!).Order().ShouldBe(Enumerable.Range(1000, 500).Select(n => (long)n));
        rows.ShouldAllBe(row => (string)row[0]! == $"{row[2]}");
    }

    [Fact]
    public async Task Several_tables_are_written_in_one_commit()
    {
        var other = Seats with { Name = "seats_v2" };
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await ReadModels.CreateTableAsync(other, Cancel);

        await WriteAsync(1, new TableChange(Seats, [["12A", null, 1L]], []), new TableChange(other, [["12A", null, 2L]], []));

        (await RowAsync(Seats, "12A"))[2].ShouldBe(1L);
        (await RowAsync(other, "12A"))[2].ShouldBe(2L);
    }

    [Fact]
    public async Task Rows_and_checkpoint_are_kept_over_a_restart()
    {
        await FillLogAsync(42);
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(42, new TableChange(Seats, [["12A", "CT 1", 3L]], []));

        await ReopenAsync();

        (await RowAsync(Seats, "12A")).ShouldBe(["12A", "CT 1", 3L]);
        (await Subscriptions.ReadCheckpointAsync(Seats.Name, Cancel)).ShouldBe(42);
    }

    [Fact]
    public async Task Rows_that_are_changed_after_they_were_given_or_taken_do_not_change_the_table()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        object?[] given = ["12A", "CT 1", 3L];
        await WriteAsync(1, new TableChange(Seats, [given], []));

        given[2] = 4L;
        (await RowAsync(Seats, "12A"))[2] = 5L;
        (await ReadAllAsync(Seats)).Single()[2] = 6L;

        (await RowAsync(Seats, "12A")).ShouldBe(["12A", "CT 1", 3L]);
    }

    [Fact]
    public async Task Tables_of_another_module_may_have_the_same_name()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(7, new TableChange(Seats, [["12A", "CT 1", 3L]], []));

        await using var other = await Storage.OpenAsync(NewModuleName(), Cancel);
        await other.ReadModels.CreateTableAsync(Seats, Cancel);

        (await other.ReadModels.ReadRowsAsync(Seats, ["12A"], Cancel)).ShouldBeEmpty();
        (await other.Subscriptions.ReadCheckpointAsync(Seats.Name, Cancel)).ShouldBe(0);
    }

    private async Task WriteAsync(long position, params TableChange[] changes)
    {
        var lease = await Subscriptions.AcquireAsync(Seats.Name, "node-1", TimeSpan.FromHours(1), Cancel);
        await Subscriptions.CommitAsync(lease.ShouldNotBeNull(), new SubscriptionCommit(position, [], [], changes), Cancel);
    }

    private async Task<object?[]> RowAsync(TableSchema table, string key) => (await ReadModels.ReadRowsAsync(table, [key], Cancel)).Single();

    private async Task<List<object?[]>> ReadAllAsync(TableSchema table) =>
        await ReadModels.ReadAllAsync(table, table.Name, async (_, rows) => await rows.ToListAsync(Cancel), Cancel);
}
