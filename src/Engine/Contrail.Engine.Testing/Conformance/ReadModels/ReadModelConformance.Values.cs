using System.Text.Json.Nodes;
using Contrail.Engine.Projections;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Every kind of column gives back what it took.
public abstract partial class ReadModelConformance
{
    private static readonly TableSchema Everything = new(
        "everything_v1",
        [
            new("id", ColumnKind.Text, false),
            .. Enum.GetValues<ColumnKind>().Select(kind => new TableColumn($"a_{kind.ToString().ToLowerInvariant()}", kind, true)),
        ],
        []);

    private static readonly Dictionary<ColumnKind, object[]> Values = new()
    {
        [ColumnKind.Text] = ["", " ", "null", "0012", "1e5", "Zoë ✈️ 👩‍✈️ 東京", "'; drop table x; -- \" \\ % _ $1 @p", "\r\n\t\uFFFD", new string('x', 100_000)],
        [ColumnKind.Integer] = [0L, 1L, -1L, long.MinValue, long.MaxValue, (1L << 53) + 1],
        [ColumnKind.Real] = [0d, 0.1, -1.5, 42d, 1d / 3, double.MaxValue, double.MinValue, double.Epsilon],
        [ColumnKind.Boolean] = [true, false],
        [ColumnKind.Decimal] =
        [
            0m, 42m, -0.1m, 1.10m, 1234567890123456789012345678m, 0.0000000000000000000000000001m, 12345678901234.56789012345678m,
            9999999999999999999999999999m, decimal.MaxValue, decimal.MinValue,
        ],
        [ColumnKind.Timestamp] =
        [
            DateTimeOffset.UnixEpoch, Draft.Instant, Draft.Instant.AddMicroseconds(1), new DateTimeOffset(1, 1, 1, 0, 0, 0, 0, 1, TimeSpan.Zero),
            new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, 999, TimeSpan.Zero), new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, 999, TimeSpan.Zero),
        ],
        [ColumnKind.Json] = ["null", "{}", "[1,2.5,\"x\"]", """{"name":"Zoë ✈️","seats":["12A",null,true],"nested":{"deep":{"er":[]}}}"""],
    };

    public static TheoryData<ColumnKind> Kinds { get; } = [.. Enum.GetValues<ColumnKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Values_come_back_as_they_were_given(ColumnKind kind)
    {
        var column = 1 + (int)kind;
        await FillLogAsync(1);
        await ReadModels.CreateTableAsync(Everything, Cancel);
        var given = Values[kind].Select((value, n) => Row($"{n}", column, value)).Append(Row("null", column, null)).ToList();
        await WriteAsync(1, new TableChange(Everything, given, []));
        await ReopenAsync();

        foreach (var expected in given)
        {
            ShouldHold(await RowAsync(Everything, (string)expected[0]!), column, expected[column], kind);
        }

        foreach (var (actual, expected) in (await ReadAllAsync(Everything)).Zip(given))
        {
            ShouldHold(actual, column, expected[column], kind);
        }
    }

    [Fact]
    public async Task A_row_may_hold_values_of_every_kind_and_lose_them_again()
    {
        await ReadModels.CreateTableAsync(Everything, Cancel);
        object?[] full = ["full", .. Enum.GetValues<ColumnKind>().Select(kind => Values[kind][1])];
        await WriteAsync(1, new TableChange(Everything, [full, Row("empty", 1, null)], []));

        (await RowAsync(Everything, "full")).ShouldBe(full);
        (await RowAsync(Everything, "empty")).Skip(1).ShouldAllBe(value => value == null);
        await WriteAsync(2, new TableChange(Everything, [Row("full", 1, null)], []));

        (await RowAsync(Everything, "full")).Skip(1).ShouldAllBe(value => value == null);
    }

    [Fact]
    public async Task Keys_are_told_apart_by_every_character()
    {
        string[] keys = ["a", "A", "a ", " a", "á", "a\u0301", "", "'", "a%", "12", "012", "🛫"];
        await ReadModels.CreateTableAsync(Everything, Cancel);

        await WriteAsync(1, new TableChange(Everything, [.. keys.Select((key, n) => Row(key, 2, (long)n))], []));

        foreach (var (n, key) in keys.Index())
        {
            (await RowAsync(Everything, key))[2].ShouldBe((long)n);
        }
    }

    private static object?[] Row(string key, int column, object? value)
    {
        var row = new object?[Everything.Columns.Count];
        (row[0], row[column]) = (key, value);
        return row;
    }

    private static void ShouldHold(object?[] row, int column, object? expected, ColumnKind kind)
    {
        row.Length.ShouldBe(Everything.Columns.Count);
        row.Index().Where(cell => cell.Index != 0 && cell.Index != column).ShouldAllBe(cell => cell.Item == null);
        switch (kind, expected)
        {
            case (ColumnKind.Json, string json):
                JsonNode.DeepEquals(JsonNode.Parse(row[column].ShouldBeOfType<string>()), JsonNode.Parse(json)).ShouldBeTrue(json);
                break;
            case (ColumnKind.Timestamp, DateTimeOffset at):
                row[column].ShouldBe(at);
                row[column].ShouldBeOfType<DateTimeOffset>().Offset.ShouldBe(TimeSpan.Zero);
                break;
            default:
                row[column].ShouldBe(expected);
                break;
        }
    }
}
