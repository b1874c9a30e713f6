using System.Text;
using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// What is stored comes back as it was given.
public abstract partial class LogConformance
{
    public static TheoryData<string> Contents { get; } =
    [
        """{}""",
        """{ "spaces" :  1 ,"order":{"b":1,"a":2},"twice":1,"twice":2 }""",
        """{"number":1.10,"big":123456789012345678901234567890,"exponent":1E+2}""",
        "{\"name\":\"Zoë Ångström 東京 Ελλάδα \u202Eabc\"}",
        """{"emoji":"✈️🛫👩‍✈️","family":"👨‍👩‍👧‍👦"}""",
        """{"nul":"before\u0000after"}""",
        """{"lone":"\ud83d","reversed":"\ude00\ud83d","low":"\uDFFF"}""",
        """{"quotes":"' \" ` \\ -- ; $1 @p :x ? %"}""",
        "{\r\n\t\"lines\": [\r\n1,\n2]\r\n}\n",
    ];

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Content_comes_back_byte_for_byte(string json)
    {
        var given = Draft.Event(json) with { Metadata = Draft.Bytes(json), SchemaVersion = 9999, Type = "bank.seat_bank.seats_sold" };

        await AppendAsync(Draft.Unit().Writing("bank-1", 0, given));
        (await ReadLogAsync()).Single().ShouldHold(given);
        await ReopenAsync();

        (await ReadLogAsync()).Single().ShouldHold(given);
        (await ReadStreamAsync("bank-1")).Single().ShouldHold(given);
    }

    [Fact]
    public async Task An_event_of_a_mebibyte_comes_back_byte_for_byte()
    {
        var given = Draft.Event($$"""{"text":"{{new string('x', (1 << 20) - 20)}}é"}""");

        await AppendAsync(Draft.Unit().Writing("bank-1", 0, given));

        (await ReadLogAsync()).Single().ShouldHold(given);
    }

    public static TheoryData<DateTimeOffset> Instants { get; } =
    [
        DateTimeOffset.UnixEpoch,
        new DateTimeOffset(2026, 10, 25, 2, 59, 59, 999, 999, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 29, 2, 30, 0, 0, 1, TimeSpan.FromHours(5.5)),
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1_234_567),
        new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, 999, TimeSpan.Zero),
        new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, 999, TimeSpan.Zero),
    ];

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task Recorded_at_comes_back_in_utc_to_the_microsecond(DateTimeOffset at)
    {
        var given = Draft.Event() with { RecordedAt = at };

        await AppendAsync(Draft.Unit().Writing("bank-1", 0, given));

        (await ReadLogAsync()).Single().ShouldHold(given);
        (await VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stream_names_may_have_200_characters_of_every_allowed_kind()
    {
        var longest = StreamName.Validate("seat_bank.v2-" + "aZ09_.:@~+-".PadRight(StreamName.MaxLength - 13, 'x'));
        longest.Length.ShouldBe(200);

        await AppendAsync(Draft.Unit().WritingMany(longest, 0, 2));

        (await ReadStreamAsync(longest)).Select(e => (e.Stream, e.Version)).ShouldBe([(longest, 1), (longest, 2)]);
    }

    [Fact]
    public async Task Stream_names_that_differ_in_case_alone_are_two_streams()
    {
        var outcomes = await AppendAsync(Draft.Unit().Writing("bank-a", 0), Draft.Unit().Writing("bank-A", 0));

        outcomes.ShouldBe([new AppendOutcome.Appended(1), new AppendOutcome.Appended(2)]);
        (await ReadStreamAsync("bank-A")).Single().Position.ShouldBe(2);
    }

    [Fact]
    public async Task Outcomes_come_back_byte_for_byte_whatever_they_hold()
    {
        var everyByte = Enumerable.Range(0, 256).Select(b => (byte)b).ToArray();
        var unit = Draft.Unit() with { Outcome = everyByte };
        var empty = Draft.Unit() with { Outcome = default };
        await AppendAsync(unit, empty);
        await ReopenAsync();

        (await Log.FindOutcomeAsync(unit.CommandId, Cancel)).ShouldNotBeNull().ShouldHold(unit.CommandId, 0, everyByte);
        (await Log.FindOutcomeAsync(empty.CommandId, Cancel)).ShouldNotBeNull().Outcome.Length.ShouldBe(0);
    }

    [Fact]
    public async Task The_log_keeps_its_own_copy_of_what_it_is_given()
    {
        var (data, outcome) = ("{\"a\":1}"u8.ToArray(), "done"u8.ToArray());
        var unit = Draft.Unit().Writing("bank-1", 0, Draft.Event() with { Data = data, Metadata = data }) with { Outcome = outcome };
        await AppendAsync(unit);

        data.AsSpan().Clear();
        outcome.AsSpan().Clear();

        Encoding.UTF8.GetString((await ReadLogAsync()).Single().Data.Span).ShouldBe("{\"a\":1}");
        (await Log.FindOutcomeAsync(unit.CommandId, Cancel)).ShouldNotBeNull().Outcome.ToArray().ShouldBe("done"u8.ToArray());
        (await VerifyAsync()).Problems.ShouldBeEmpty();
    }
}
