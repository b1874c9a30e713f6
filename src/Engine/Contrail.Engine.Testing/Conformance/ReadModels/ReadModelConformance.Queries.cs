using Contrail.Engine.Projections;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Queries of rows: conditions, order, limit, and what they refuse.
public abstract partial class ReadModelConformance
{
    private static readonly object?[][] SomeSeats =
    [
        ["01A", "CT 1", 3L], ["01B", "CT 1", null], ["02A", "ct 2", 7L], ["02B", null, 7L], ["03A", "CT 10", -1L], ["03B", null, null], ["04A", "CT 1", 9L],
    ];

    public static TheoryData<RowComparison, long, string> NumberComparisons { get; } = new()
    {
        { RowComparison.Equal, 7, "02A 02B" },
        { RowComparison.Less, 7, "01A 03A" },
        { RowComparison.AtMost, 7, "01A 02A 02B 03A" },
        { RowComparison.More, 3, "02A 02B 04A" },
        { RowComparison.AtLeast, 3, "01A 02A 02B 04A" },
    };

    public static TheoryData<RowComparison, string, string> PartsOfTexts { get; } = new()
    {
        { RowComparison.StartsWith, "ct 1", "a b" },
        { RowComparison.StartsWith, "T 1", "" },
        { RowComparison.Contains, "t 1", "a b" },
        { RowComparison.Contains, "É", "e" },
        { RowComparison.Contains, "é", "f" },
        { RowComparison.StartsWith, "100%", "c" },
        { RowComparison.Contains, "%", "c" },
        { RowComparison.Contains, "_", "d" },
        { RowComparison.Contains, "\\", "d" },
        { RowComparison.Contains, "' or 1=1 --", "g" },
        { RowComparison.StartsWith, "🛫", "h" },
        { RowComparison.StartsWith, "", "a b c d e f g h" },
        { RowComparison.Contains, "", "a b c d e f g h" },
    };

    public static TheoryData<string, RowComparison, object?, string> Misfits { get; } = new()
    {
        { "gate", RowComparison.Equal, "12", "seat, flight, sold" },
        { "flight\" or 1=1 --", RowComparison.Equal, "12", "seat, flight, sold" },
        { "sold", RowComparison.Equal, "12", "String" },
        { "sold", RowComparison.Equal, 1.5, "Double" },
        { "flight", RowComparison.Equal, 12, "Int32" },
        { "flight", RowComparison.Less, null, "null" },
        { "flight", RowComparison.In, null, "null" },
        { "flight", RowComparison.In, "CT 1", "String" },
        { "flight", RowComparison.In, new object?[] { "CT 1", null }, "null" },
        { "sold", RowComparison.StartsWith, 1L, "part" },
        { "sold", RowComparison.Contains, 1L, "part" },
    };

    [Fact]
    public async Task A_query_without_conditions_finds_every_row_in_the_order_of_its_key()
    {
        await FillSeatsAsync();

        (await ReadModels.QueryRowsAsync(Seats, RowQuery.All, Cancel)).ShouldBe(SomeSeats);
    }

    [Theory]
    [MemberData(nameof(NumberComparisons))]
    public async Task Numbers_compare(RowComparison comparison, long value, string expected)
    {
        await FillSeatsAsync();

        await ShouldFindAsync(RowQuery.All.Where("sold", comparison, value), expected);
        await ShouldFindAsync(RowQuery.All.Where("sold", comparison, (int)value), expected);
    }

    [Fact]
    public async Task Rows_without_a_value_are_found_by_equal_to_null_and_by_nothing_else()
    {
        await FillSeatsAsync();

        await ShouldFindAsync(RowQuery.All.Where("flight", null), "02B 03B");
        await ShouldFindAsync(RowQuery.All.Where("flight", null).Where("sold", null), "03B");
        await ShouldFindAsync(RowQuery.All.Where("seat", null), "");
        await ShouldFindAsync(RowQuery.All.Where("sold", RowComparison.AtLeast, long.MinValue), "01A 02A 02B 03A 04A");
        await ShouldFindAsync(RowQuery.All.Where("flight", RowComparison.Contains, ""), "01A 01B 02A 03A 04A");
    }

    [Fact]
    public async Task All_conditions_hold_together()
    {
        await FillSeatsAsync();

        await ShouldFindAsync(RowQuery.All.Where("flight", "CT 1").Where("sold", RowComparison.More, 3L), "04A");
        await ShouldFindAsync(RowQuery.All.Where("sold", RowComparison.More, 3L).Where("sold", RowComparison.Less, 9L), "02A 02B");
        await ShouldFindAsync(RowQuery.All.Where("flight", "CT 1").Where("flight", "CT 10"), "");
    }

    [Fact]
    public async Task One_of_several_values_is_enough_and_none_of_none()
    {
        await FillSeatsAsync();

        await ShouldFindAsync(RowQuery.All.WhereIn("flight", ["CT 10", "CT 1", "CT 99", "CT 1"]), "01A 01B 03A 04A");
        await ShouldFindAsync(RowQuery.All.WhereIn("sold", [7L, 3, (short)9]), "01A 02A 02B 04A");
        await ShouldFindAsync(RowQuery.All.WhereIn("flight", []), "");
        await ShouldFindAsync(RowQuery.All.WhereIn("seat", Enumerable.Range(0, CheckedQuery.MaxValues).Select(n => $"{n:D2}A")), "01A 02A 03A 04A");
        await Should.ThrowAsync<ArgumentException>(() => QueryAsync(RowQuery.All.WhereIn("seat", Enumerable.Repeat("01A", CheckedQuery.MaxValues + 1))));
    }

    [Fact]
    public async Task Rows_come_in_the_order_asked_for_and_then_in_that_of_their_key()
    {
        await FillSeatsAsync();

        await ShouldFindAsync(RowQuery.All.OrderBy("sold"), "01B 03B 03A 01A 02A 02B 04A");
        await ShouldFindAsync(RowQuery.All.OrderByDescending("sold"), "04A 02A 02B 01A 03A 01B 03B");
        await ShouldFindAsync(RowQuery.All.OrderBy("flight").OrderByDescending("sold"), "02B 03B 04A 01A 01B 03A 02A");
        await ShouldFindAsync(RowQuery.All.OrderBy("flight").OrderByDescending("seat"), "03B 02B 04A 01B 01A 03A 02A");
        await ShouldFindAsync(RowQuery.All.OrderByDescending("seat").Take(2), "04A 03B");
    }

    [Fact]
    public async Task A_limit_cuts_off_after_ordering()
    {
        await FillSeatsAsync();

        await ShouldFindAsync(RowQuery.All.OrderByDescending("sold").Take(1), "04A");
        await ShouldFindAsync(RowQuery.All.Take(0), "");
        await ShouldFindAsync(RowQuery.All.Take(-1), "");
        (await QueryAsync(RowQuery.All.Take(int.MaxValue))).Count.ShouldBe(SomeSeats.Length);
    }

    [Fact]
    public async Task A_query_gives_no_more_rows_than_the_limit_of_all_queries()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [.. Enumerable.Range(0, RowQuery.MaxLimit + 1).Select(n => new object?[] { $"{n:D6}", "CT 1", (long)n })], []));

        var found = await QueryAsync(RowQuery.All.Where("flight", "CT 1").OrderByDescending("sold").Take(int.MaxValue));

        found.Count.ShouldBe(RowQuery.MaxLimit);
        found[0][0].ShouldBe($"{RowQuery.MaxLimit:D6}");
    }

    [Theory]
    [MemberData(nameof(PartsOfTexts))]
    public async Task Parts_of_texts_are_taken_literally_and_only_a_to_z_in_either_case(RowComparison comparison, string part, string expected)
    {
        string[] texts = ["CT 1", "ct 10", "100% full", "a_b\\c", "É", "é", "' or 1=1 --", "🛫 Zoë"];
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, [.. texts.Select((text, n) => new object?[] { $"{(char)('a' + n)}", text, null }), ["z", null, null]], []));

        await ShouldFindAsync(RowQuery.All.Where("flight", comparison, part), expected);
    }

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_query_that_does_not_fit_the_table_is_refused_and_told_why(string column, RowComparison comparison, object? value, string told)
    {
        await FillSeatsAsync();

        (await Should.ThrowAsync<ArgumentException>(() => QueryAsync(RowQuery.All.Where(column, comparison, value)))).Message.ShouldContain(told);
        (await QueryAsync(RowQuery.All)).Count.ShouldBe(SomeSeats.Length);
    }

    [Fact]
    public async Task An_order_by_a_column_that_is_not_there_is_refused_and_told_which_there_are()
    {
        await FillSeatsAsync();

        (await Should.ThrowAsync<ArgumentException>(() => QueryAsync(RowQuery.All.OrderBy("gate")))).Message.ShouldContain("seat, flight, sold");
    }

    [Fact]
    public async Task The_view_of_a_read_model_is_queried_like_its_table()
    {
        await AddAsync(First, Second);
        await FillAsync(First, "old");
        await FillAsync(Second, "new");
        var query = RowQuery.All.Where("holder", RowComparison.AtLeast, "a").OrderByDescending("holder");

        await ReadModels.ServeAsync("seat_map", First.Table, Cancel);
        (await ReadModels.QueryRowsAsync(Schema("seat_map"), query, Cancel)).ShouldHaveSingleItem()[1].ShouldBe("old");
        await ReadModels.ServeAsync("seat_map", Second.Table, Cancel);
        await ReadModels.DropTableAsync(First.Table, First.Table, Cancel);

        (await ReadModels.QueryRowsAsync(Schema("seat_map"), query, Cancel)).ShouldHaveSingleItem()[1].ShouldBe("new");
    }

    [Fact]
    public async Task Rows_that_a_query_gave_are_the_callers_own()
    {
        await FillSeatsAsync();

        (await QueryAsync(RowQuery.All.Take(1)))[0][2] = 99L;

        (await QueryAsync(RowQuery.All)).ShouldBe(SomeSeats);
    }

    private async Task FillSeatsAsync()
    {
        await ReadModels.CreateTableAsync(Seats, Cancel);
        await WriteAsync(1, new TableChange(Seats, SomeSeats, []));
    }

    private async Task<IReadOnlyList<object?[]>> QueryAsync(RowQuery query) => await ReadModels.QueryRowsAsync(Seats, query, Cancel);

    private async Task ShouldFindAsync(RowQuery query, string keys) =>
        (await QueryAsync(query)).Select(row => (string)row[0]!).ShouldBe(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
