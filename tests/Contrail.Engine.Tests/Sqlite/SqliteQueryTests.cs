using Contrail.Engine.Projections;
using Contrail.Engine.Sqlite;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Sqlite;

/// <summary>Queries find rows by the indexes that a read model declares, through its view too.</summary>
public sealed class SqliteQueryTests : IDisposable
{
    private static readonly TableSchema Bookings = new(
        "bookings_v1",
        [new("id", ColumnKind.Text, false), new("flight", ColumnKind.Text, true), new("made_at", ColumnKind.Timestamp, true), new("total", ColumnKind.Decimal, true)],
        [["flight", "made_at"]]);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contrail-query-");

    [Theory]
    [InlineData("bookings_v1")]
    [InlineData("bookings")]
    public void Equal_range_and_order_over_an_index_need_no_search_and_no_sort(string table)
    {
        var query = RowQuery.All.Where("flight", "CT 1").Where("made_at", RowComparison.AtLeast, DateTimeOffset.UnixEpoch).OrderBy("made_at").Take(20);

        PlanOf(table, query).ShouldBe(["SEARCH bookings_v1 USING INDEX bookings_v1_1 (flight=? AND made_at>?)"]);
    }

    [Fact]
    public void Descending_order_over_an_index_sorts_only_what_is_equal_in_it() =>
        PlanOf("bookings_v1", RowQuery.All.Where("flight", "CT 1").OrderByDescending("made_at")).ShouldBe(
            ["SEARCH bookings_v1 USING INDEX bookings_v1_1 (flight=?)", "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY"]);

    [Fact]
    public void The_order_of_the_key_needs_no_sort() => PlanOf("bookings", RowQuery.All.Where("total", RowComparison.More, 1m)).ShouldBe(["SCAN bookings_v1"]);

    [Fact]
    public void Lists_of_many_lengths_are_few_statements() =>
        Enumerable.Range(1, 1000)
            .Select(n => SqliteQuery.Select(Bookings, CheckedQuery.Of(Bookings, RowQuery.All.WhereIn("flight", Enumerable.Range(0, n).Select(i => $"{i}")))))
            .Distinct().Count().ShouldBe(11);

    public void Dispose() => folder.Delete(recursive: true);

    private List<string> PlanOf(string table, RowQuery query)
    {
        using var connection = SqliteConnectionHandle.Open(Path.Combine(folder.FullName, "plan.db"), writable: true);
        connection.Execute(SqliteDialect.Create(Bookings));
        connection.Execute("create view if not exists bookings as select * from bookings_v1");
        var schema = Bookings with { Name = table };
        var explain = connection.Prepare($"explain query plan {SqliteQuery.Select(schema, CheckedQuery.Of(schema, query))}");
        var plan = new List<string>();
        while (explain.Step())
        {
            plan.Add(explain.Text(3));
        }

        return plan;
    }
}
