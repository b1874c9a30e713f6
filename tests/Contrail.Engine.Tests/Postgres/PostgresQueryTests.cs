using Contrail.Engine.Postgres;
using Contrail.Engine.Projections;
using Npgsql;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>Queries find rows by the indexes that a read model declares, through its view too.</summary>
public sealed class PostgresQueryTests : IAsyncLifetime
{
    private static readonly TableSchema Bookings = new(
        "bookings_v1",
        [new("id", ColumnKind.Text, false), new("flight", ColumnKind.Text, true), new("made_at", ColumnKind.Timestamp, true), new("total", ColumnKind.Decimal, true)],
        [["flight", "made_at"]]);

    private readonly PostgresDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        await database.ExecuteAsync($"{PostgresDialect.Create(Bookings)}; create view bookings as select * from bookings_v1");
    }

    public ValueTask DisposeAsync() => database.DropAsync();

    [Theory]
    [InlineData("bookings_v1")]
    [InlineData("bookings")]
    public async Task Equal_range_and_order_over_an_index_are_read_from_the_index(string table)
    {
        var range = RowQuery.All.Where("flight", "CT 1").Where("made_at", RowComparison.AtLeast, DateTimeOffset.UnixEpoch);

        var ascending = await PlanOfAsync(table, range.OrderBy("made_at").Take(20));
        ascending.ShouldContain("Index Scan using bookings_v1_ix1");
        ascending.ShouldNotContain("Sort");
        (await PlanOfAsync(table, range.OrderByDescending("made_at").Take(20))).ShouldContain("using bookings_v1_ix1");
    }

    [Fact]
    public async Task Rows_without_a_value_come_first_from_the_index_too()
    {
        var plan = await PlanOfAsync("bookings", RowQuery.All.OrderBy("flight").OrderBy("made_at"));

        plan.ShouldContain("Index Scan using bookings_v1_ix1");
        plan.ShouldNotContain("Sort");
    }

    private async Task<string> PlanOfAsync(string table, RowQuery query)
    {
        var schema = Bookings with { Name = table };
        var asked = CheckedQuery.Of(schema, query);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var settings = new NpgsqlCommand("set enable_seqscan = off; set enable_bitmapscan = off", connection); // As the engine's own connections.
        await settings.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var explain = PostgresRows.Command(connection, $"explain verbose {PostgresQuery.Select(schema, asked)}", PostgresQuery.Parameters(asked));
        return string.Join('\n', await PostgresRows.ToListAsync(explain, row => row.GetString(0), TestContext.Current.CancellationToken));
    }
}
