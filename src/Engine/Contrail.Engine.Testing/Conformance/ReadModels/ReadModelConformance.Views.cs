using System.Data.Common;
using System.Globalization;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Whole tables, queries in SQL, and dropping.
public abstract partial class ReadModelConformance
{
    /// <summary>Whether the store can be queried in SQL.</summary>
    protected virtual bool HasSql => true;

    /// <summary>
    /// A query for the number of a table's indexes besides the one of its key, on the connection that
    /// <see cref="IReadModelStore.OpenQueryAsync"/> gives. Null in a store without SQL.
    /// </summary>
    protected virtual string? CountIndexesSql(string table) => null;

    [Fact]
    public async Task A_whole_table_is_read_in_ordinal_order_of_its_key()
    {
        string[] keys = ["b", "a", "B", "A", "_", "-", "a-", "a_", "a0", "aB", "10", "9", "", "é", "z", "Z", "東", "🛫", "🛬", "a b", "ab"];
        await ReadModels.CreateTableAsync(Seats, Cancel);

        await WriteAsync(1, new TableChange(Seats, [.. keys.Select(key => new object?[] { key, null, null })], []));

        (await ReadAllAsync(Seats)).Select(row => row[0]).ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_large_table_is_read_as_a_whole()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [.. Enumerable.Range(0, 5000).Select(n => new object?[] { $"{n:D6}", "CT 1", (long)n })], []));

        (await ReadAllAsync(Seats)).Select(row => (long)row[2]!).ShouldBe(Enumerable.Range(0, 5000).Select(n => (long)n));
    }

    [Fact]
    public async Task A_whole_table_and_its_checkpoint_are_one_view_that_later_commits_do_not_disturb()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(7, new TableChange(Seats, [["12A", null, 1L], ["12C", null, 1L]], []));

        var (checkpoint, rows) = await ReadModels.ReadAllAsync(Seats, Seats.Name, async (at, rows) =>
        {
            await Eventually(WriteAsync(8, new TableChange(Seats, [["12A", null, 2L], ["12B", null, 2L]], ["12C"])));
            return (at, await rows.ToListAsync(Cancel));
        }, Cancel);

        checkpoint.ShouldBe(7);
        rows.Select(row => (row[0], row[2])).ShouldBe([("12A", 1L), ("12C", 1L)]);
        (await ReadAllAsync(Seats)).Select(row => (row[0], row[2])).ShouldBe([("12A", 2L), ("12B", 2L)]);
    }

    [Fact]
    public async Task Whoever_reads_tables_while_they_are_written_sees_rows_and_checkpoint_of_one_commit()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        var writing = Task.Run(async () =>
        {
            for (var position = 1L; position <= 60; position++)
            {
                await WriteAsync(position, new TableChange(Seats, [["12A", null, position], ["12B", null, position]], []));
            }
        });
        var last = 0L;
        while (last < 60)
        {
            var (checkpoint, rows) = await ReadModels.ReadAllAsync(
                Seats, Seats.Name, async (at, rows) => (at, await rows.ToListAsync(Cancel)), Cancel);
            rows.ShouldAllBe(row => (long)row[2]! == checkpoint);
            rows.Count.ShouldBe(checkpoint == 0 ? 0 : 2);
            checkpoint.ShouldBeGreaterThanOrEqualTo(last);
            if (writing.IsCompleted)
            {
                await writing;
            }

            last = checkpoint;
            await Task.Yield();
        }

        await Eventually(writing);
    }

    [Fact]
    public async Task A_reader_that_fails_is_told_so_and_ends_its_view()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [["12A", null, 1L], ["12B", null, 1L]], []));

        await Should.ThrowAsync<FormatException>(async () => await ReadModels.ReadAllAsync<int>(
            Seats, Seats.Name, async (_, rows) => await rows.AnyAsync(Cancel) ? throw new FormatException("no") : 0, Cancel));

        await Eventually(WriteAsync(2, new TableChange(Seats, [], ["12A"])));
        (await ReadAllAsync(Seats)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dropped_table_leaves_no_checkpoint_no_lease_and_no_parked_events()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(7, new TableChange(Seats, [["12A", null, 1L]], []));
        var lease = (await Subscriptions.AcquireAsync(Seats.Name, "node-1", TimeSpan.FromHours(1), Cancel)).ShouldNotBeNull();
        var parked = new ParkedEvent(Seats.Name, 3, "bank-1", "bank.seat_bank.opened.v1", "no", 1, Draft.Instant);
        await Subscriptions.CommitAsync(lease, new SubscriptionCommit(8, [parked], [], []), Cancel);

        await ReadModels.DropTableAsync(Seats.Name, Seats.Name, Cancel);
        await ReadModels.DropTableAsync(Seats.Name, Seats.Name, Cancel);

        (await Subscriptions.ReadCheckpointAsync(Seats.Name, Cancel)).ShouldBe(0);
        (await Subscriptions.ReadParkedAsync(Seats.Name, 0, 10, Cancel)).ShouldBeEmpty();
        await Should.ThrowAsync<FencedOffException>(async () => await Subscriptions.CommitAsync(lease, SubscriptionCommit.At(9), Cancel));
        (await Subscriptions.AcquireAsync(Seats.Name, "node-2", TimeSpan.FromHours(1), Cancel)).ShouldNotBeNull();
        await ReadModels.CreateTableAsync(Seats, Cancel);
        (await ReadAllAsync(Seats)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lease_from_before_a_drop_is_fenced_off_although_another_owner_begins_anew()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        var before = (await Subscriptions.AcquireAsync(Seats.Name, "node-1", TimeSpan.FromHours(1), Cancel)).ShouldNotBeNull();
        await ReadModels.DropTableAsync(Seats.Name, Seats.Name, Cancel);
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await Subscriptions.AcquireAsync(Seats.Name, "node-2", TimeSpan.FromHours(1), Cancel);

        await Should.ThrowAsync<FencedOffException>(async () => await Subscriptions.CommitAsync(before, SubscriptionCommit.At(9), Cancel));

        (await Subscriptions.ReadCheckpointAsync(Seats.Name, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task The_indexes_of_a_table_are_created_once()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await ReadModels.CreateTableAsync(Seats, Cancel);
        if (!HasSql)
        {
            return; // Creating twice is harmless; there is nothing to count.
        }

        (await QueryNumberAsync(CountIndexesSql(Seats.Name)!)).ShouldBe(Seats.Indexes.Count);
    }

    [Fact]
    public async Task Tables_are_queried_in_sql_and_not_changed_by_it()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [["12A", "CT 1", 3L], ["12B", "CT 1", 4L], ["12C", "CT 2", 5L]], []));
        if (!HasSql)
        {
            await Should.ThrowAsync<NotSupportedException>(async () => await ReadModels.OpenQueryAsync(Cancel));
            return;
        }

        (await QueryNumberAsync("select sum(sold) from seats_v1 where flight = 'CT 1'")).ShouldBe(7);
        await Should.ThrowAsync<DbException>(() => QueryNumberAsync("delete from seats_v1"));
        await Should.ThrowAsync<DbException>(() => QueryNumberAsync("create table intruder (id integer)"));
        (await ReadAllAsync(Seats)).Count.ShouldBe(3);
    }

    private async Task<long> QueryNumberAsync(string sql)
    {
        await using var connection = await ReadModels.OpenQueryAsync(Cancel);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
    }
}
