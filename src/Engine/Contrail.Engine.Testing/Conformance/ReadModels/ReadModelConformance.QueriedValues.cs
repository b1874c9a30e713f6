using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Queries by values of every kind.
public abstract partial class ReadModelConformance
{
    /// <summary>Values of a kind in ascending order; texts by code point.</summary>
    private static readonly Dictionary<ColumnKind, object[]> Ascending = new()
    {
        [ColumnKind.Text] = ["", " ", "'; drop table x; --", "0012", "12", "A", "Z", "a", "a%", "a_", "b", "É", "東", "\uFFFD", "🛫", "🛬"],
        [ColumnKind.Integer] = [long.MinValue, -1L, 0L, 9L, 10L, (1L << 53) + 1, long.MaxValue],
        [ColumnKind.Real] = [double.MinValue, -1.5, 0d, double.Epsilon, 0.1, 1d / 3, 9d, 10d, double.MaxValue],
        [ColumnKind.Boolean] = [false, true],
        [ColumnKind.Decimal] = [decimal.MinValue, -10m, -9.5m, 0m, 0.0000000000000000000000000001m, 9.99m, 10.0m, 100m, decimal.MaxValue],
        [ColumnKind.Timestamp] =
        [
            new DateTimeOffset(1, 1, 1, 0, 0, 0, 0, 1, TimeSpan.Zero), DateTimeOffset.UnixEpoch, Draft.Instant, Draft.Instant.AddMicroseconds(1),
            new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, 999, TimeSpan.Zero),
        ],
    };

    public static TheoryData<ColumnKind> OrderedKinds { get; } = [.. Ascending.Keys];

    private enum Cabin
    {
        PremiumEconomy,
    }

    [Theory]
    [MemberData(nameof(OrderedKinds))]
    public async Task Rows_are_ordered_and_found_by_values_of_every_kind(ColumnKind kind)
    {
        var name = await FillAscendingAsync(kind);
        var values = Ascending[kind];

        (await KeysAsync(RowQuery.All.OrderBy(name))).ShouldBe(["null", .. Numbers(0, values.Length)]);
        (await KeysAsync(RowQuery.All.OrderByDescending(name))).ShouldBe([.. Numbers(0, values.Length).Reverse(), "null"]);
        foreach (var (n, value) in values.Index())
        {
            (await KeysAsync(RowQuery.All.Where(name, value))).ShouldBe(Numbers(n, n + 1));
            (await KeysAsync(RowQuery.All.Where(name, RowComparison.Less, value))).ShouldBe(Numbers(0, n));
            (await KeysAsync(RowQuery.All.Where(name, RowComparison.AtMost, value))).ShouldBe(Numbers(0, n + 1));
            (await KeysAsync(RowQuery.All.Where(name, RowComparison.More, value))).ShouldBe(Numbers(n + 1, values.Length));
            (await KeysAsync(RowQuery.All.Where(name, RowComparison.AtLeast, value))).ShouldBe(Numbers(n, values.Length));
        }

        (await KeysAsync(RowQuery.All.WhereIn(name, values[1..]))).ShouldBe(Numbers(1, values.Length));
        (await KeysAsync(RowQuery.All.Where(name, null))).ShouldBe(["null"]);
    }

    [Fact]
    public async Task Values_in_the_type_of_a_rows_member_are_taken_as_rows_store_them()
    {
        var day = new DateOnly(2026, 12, 1);
        var id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");
        await ReadModels.CreateTableAsync(Everything, Cancel);
        await WriteAsync(1, new TableChange(Everything, [Row("day", 1, "2026-12-01"), Row("id", 1, id.ToString()), Row("cabin", 1, "premiumEconomy"), Row("typed", 1, "CT-1")], []));
        await WriteAsync(2, new TableChange(Everything, [Row("whole", 1 + (int)ColumnKind.Decimal, 10.50m), Row("real", 1 + (int)ColumnKind.Real, 3d)], []));

        (await KeysAsync(RowQuery.All.Where("a_text", day))).ShouldBe(["day"]);
        (await KeysAsync(RowQuery.All.Where("a_text", id))).ShouldBe(["id"]);
        (await KeysAsync(RowQuery.All.Where("a_text", Cabin.PremiumEconomy))).ShouldBe(["cabin"]);
        (await KeysAsync(RowQuery.All.Where("a_text", new FlightNumber("CT-1")))).ShouldBe(["typed"]);
        (await KeysAsync(RowQuery.All.Where("a_decimal", 10.5m))).ShouldBe(["whole"], "10.5 is 10.50");
        (await KeysAsync(RowQuery.All.Where("a_decimal", RowComparison.More, 9))).ShouldBe(["whole"]);
        (await KeysAsync(RowQuery.All.Where("a_real", 3))).ShouldBe(["real"]);
    }

    [Fact]
    public async Task Instants_compare_whatever_their_offset_and_by_whole_microseconds()
    {
        await FillAscendingAsync(ColumnKind.Timestamp);
        var elsewhere = Draft.Instant.ToOffset(TimeSpan.FromHours(-8)).AddTicks(9);

        (await KeysAsync(RowQuery.All.Where("a_timestamp", elsewhere))).ShouldBe(["02"]);
        (await KeysAsync(RowQuery.All.Where("a_timestamp", RowComparison.AtMost, DateTimeOffset.MaxValue))).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Json_is_found_by_its_absence_only()
    {
        await ReadModels.CreateTableAsync(Everything, Cancel);
        await WriteAsync(1, new TableChange(Everything, [Row("full", 1 + (int)ColumnKind.Json, "{}"), Row("empty", 1, null)], []));

        (await KeysAsync(RowQuery.All.Where("a_json", null))).ShouldBe(["empty"]);
        await Should.ThrowAsync<ArgumentException>(() => KeysAsync(RowQuery.All.Where("a_json", "{}")));
        await Should.ThrowAsync<ArgumentException>(() => KeysAsync(RowQuery.All.OrderBy("a_json")));
        await Should.ThrowAsync<ArgumentException>(() => KeysAsync(RowQuery.All.Where("a_real", double.NaN)));
    }

    [Fact]
    public async Task Long_texts_are_found_like_short_ones()
    {
        var text = new string('x', 100_000) + "Y";
        await ReadModels.CreateTableAsync(Everything, Cancel);
        await WriteAsync(1, new TableChange(Everything, [Row("long", 1, text), Row("short", 1, "x")], []));

        (await KeysAsync(RowQuery.All.Where("a_text", text))).ShouldBe(["long"]);
        (await KeysAsync(RowQuery.All.Where("a_text", RowComparison.StartsWith, text.ToUpperInvariant()))).ShouldBe(["long"]);
        (await KeysAsync(RowQuery.All.Where("a_text", RowComparison.Contains, "xy"))).ShouldBe(["long"]);
    }

    /// <summary>A row for each value, whose key is its place, and one without a value.</summary>
    private async Task<string> FillAscendingAsync(ColumnKind kind)
    {
        var column = 1 + (int)kind;
        await ReadModels.CreateTableAsync(Everything, Cancel);
        await WriteAsync(1, new TableChange(Everything, [.. Ascending[kind].Select((value, n) => Row($"{n:D2}", column, value)), Row("null", column, null)], []));
        return Everything.Columns[column].Name;
    }

    private static IEnumerable<string> Numbers(int from, int to) => Enumerable.Range(from, to - from).Select(n => $"{n:D2}");

    private async Task<IReadOnlyList<string>> KeysAsync(RowQuery query) =>
        [.. (await ReadModels.QueryRowsAsync(Everything, query, Cancel)).Select(row => (string)row[0]!)];

    private readonly record struct FlightNumber(string Value) : ITypedId<FlightNumber>
    {
        public static FlightNumber Parse(string text) => new(text);

        public override string ToString() => Value;
    }
}
