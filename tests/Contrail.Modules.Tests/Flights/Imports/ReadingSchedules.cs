using Contrail.Flights.Imports;
using Shouldly;
using Xunit;
using static Contrail.Modules.Tests.Flights.Imports.SsimTexts;

namespace Contrail.Modules.Tests.Flights.Imports;

public sealed class ReadingSchedules
{
    [Fact]
    public void A_schedule_without_faults_is_read_without_a_word()
    {
        var read = Read(WithLegs(Leg, Leg.At(6, " 102").At(37, "CDG").At(55, "LHR").At(48, "+0200").At(66, "+0100").At(40, "11001100").At(58, "11201120")));

        read.Texts.ShouldBeEmpty();
        read.Legs.Select(l => l.Designator).ShouldBe(["CT101", "CT102"]);
        read.Dated.Count.ShouldBe(14);
    }

    [Theory]
    [InlineData(2, "?", "operational suffix")]
    [InlineData(3, "   ", "airline")]
    [InlineData(6, "1a1 ", "flight number")]
    [InlineData(6, "   0", "flight number")]
    [InlineData(12, "00", "leg sequence")]
    [InlineData(14, "7", "service type")]
    [InlineData(15, "31FEB26", "start of period")]
    [InlineData(15, "29FEB26", "start of period")]
    [InlineData(15, "00JUN26", "start of period")]
    [InlineData(15, "0AJUN26", "start of period")]
    [InlineData(22, "31MAY26", "end of period")]
    [InlineData(22, "07JUN69", "end of period")]
    [InlineData(29, "       ", "days of operation")]
    [InlineData(29, "2134567", "days of operation")]
    [InlineData(36, "3", "frequency")]
    [InlineData(37, "L R", "departure station")]
    [InlineData(40, "0860", "passenger departure time")]
    [InlineData(40, "2401", "passenger departure time")]
    [InlineData(40, "    080x", "aircraft departure time")]
    [InlineData(55, "LHR", "arrival station")]
    [InlineData(62, "-100", "passenger arrival time")]
    [InlineData(73, "3 0", "aircraft type")]
    [InlineData(194, "X", "arrival date variation")]
    public void A_broken_field_is_reported_where_it_stands_and_the_other_records_are_read(int column, string text, string field)
    {
        var read = Read(WithLegs(Leg, Leg.At(column, text), Leg.At(6, " 103")));

        read.Legs.Select(l => l.Designator).ShouldBe(["CT101", "CT103"]);
        var problem = read.Problems.Kept.First(p => p.Severity == Severity.Error);
        (problem.Line, problem.Field).ShouldBe((4, field));
        problem.Column.ShouldBeInRange(column, column + 4);
        problem.Expected.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\n")]
    public void Lines_may_end_in_any_way(string end) =>
        Read(WithLegs(Leg).Replace("\n", end, StringComparison.Ordinal)).Texts.ShouldBeEmpty();

    [Fact]
    public void A_byte_order_mark_padding_and_an_end_of_file_character_are_not_records()
    {
        var zeros = new string('0', 200);
        var read = Read("\u00EF\u00BB\u00BF" + WithLegs(Leg).Replace("\n", $"\n{zeros}\n{zeros}\n", StringComparison.Ordinal) + "\u001A");

        read.Texts.ShouldBeEmpty();
        read.Legs.Count.ShouldBe(1);
    }

    [Fact]
    public void Lower_case_is_read_and_said_once()
    {
        var read = Read(WithLegs(Leg, Leg.At(6, " 102")).ToLowerInvariant());

        read.Legs.Count.ShouldBe(2);
        read.Texts.Count().ShouldBe(1);
        read.Texts.First().ShouldContain("lower case");
    }

    [Fact]
    public void Short_and_long_lines_are_read_as_far_as_they_go()
    {
        var lines = WithLegs(Leg, Leg.At(6, " 102"), Leg.At(6, " 103")).Split('\n');
        lines[2] = lines[2][..180];
        lines[3] += "surplus";
        lines[4] = lines[4][..50];

        var read = Read(string.Join('\n', lines));

        read.Legs.Select(l => l.Designator).ShouldBe(["CT101", "CT102"]);
        read.Texts.ShouldContain(t => t.StartsWith("3:181 warning: line is '180 characters'", StringComparison.Ordinal));
        read.Texts.ShouldContain(t => t.StartsWith("4:201 warning: line is 'surplus'", StringComparison.Ordinal));
        read.Texts.ShouldContain(t => t.StartsWith("5:55 error: arrival station", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_ASCII_is_reported_at_its_column_and_shifts_nothing()
    {
        var read = Read(WithLegs(Leg.At(76, "\u00C3\u00A9"), Leg.At(37, "L\u00C9R")));

        read.Legs.Count.ShouldBe(1);
        read.Texts.ShouldContain(t => t.StartsWith("3:76 warning: character", StringComparison.Ordinal));
        read.Texts.ShouldContain(t => t.StartsWith("4:37 error: departure station is 'L?R'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gap_in_the_serial_numbers_is_reported_once_and_by_the_trailer()
    {
        var lines = WithLegs(Leg, Leg.At(6, " 102"), Leg.At(6, " 103"), Leg.At(6, " 104")).Split('\n').ToList();
        lines.RemoveAt(3);

        Read(string.Join('\n', lines)).Texts.ShouldBe(
        [
            "4:195 warning: record serial number is '000005'; expected 000004: records may be missing, or twice here",
            "6:188 warning: serial number check reference is '000006'; expected 000005, the number of the record before it counted from the first",
        ]);
    }

    [Fact]
    public void Missing_header_carrier_and_trailer_are_reported_and_the_legs_read()
    {
        var read = Read(Leg.PadRight(200));

        read.Legs.Count.ShouldBe(1);
        read.Texts.ShouldContain(t => t.Contains("begins with a header", StringComparison.Ordinal));
        read.Texts.ShouldContain(t => t.Contains("a carrier record (2) before the legs", StringComparison.Ordinal));
        Read(Header.PadRight(194) + "000001\n" + Carrier().PadRight(194) + "000002\n").Texts.Single().ShouldStartWith("3:1 warning: trailer is 'missing'");
    }

    [Fact]
    public void A_trailer_that_ends_the_file_before_another_airline_is_reported()
    {
        var trailer = "5 CT".PadRight(187) + "000003E";

        var read = Read(Schedule(Header, Carrier(), Leg, trailer, Carrier().At(3, "XX"), Leg.At(3, "XX")));

        read.Texts.Single().ShouldBe("4:194 warning: continuation or end is 'E'; expected C, because line 5 continues with more records");
        read.Legs.Count.ShouldBe(2);
    }

    [Fact]
    public void Segment_data_belongs_to_the_leg_before_it()
    {
        var segment = "4" + Leg[1..14];

        Read(WithLegs(Leg, segment)).Texts.ShouldBeEmpty();
        Read(WithLegs(Leg, segment.At(6, " 102"))).Texts.Single().ShouldStartWith("4:2 warning: flight");
    }

    [Fact]
    public void An_unknown_record_type_is_an_error_of_its_line_only()
    {
        var read = Read(WithLegs(Leg, "9 whatever", Leg.At(6, " 102")));

        read.Legs.Count.ShouldBe(2);
        read.Texts.Single(t => t.Contains("error", StringComparison.Ordinal)).ShouldStartWith("4:1 error: record type is '9'");
    }

    [Fact]
    public void An_empty_file_is_no_schedule() => Read(string.Empty).Problems.Errors.ShouldBe(1);

    [Fact]
    public void A_thousand_problems_are_kept_and_all_are_counted()
    {
        var read = Read(WithLegs(Enumerable.Repeat(Leg.At(37, "???").At(48, "??"), 3000)));

        read.Problems.Errors.ShouldBe(3000);
        read.Problems.Kept.Count.ShouldBe(ImportProblems.MaxKept);
        read.Problems.Kept.Count(p => p.Severity == Severity.Error).ShouldBeGreaterThanOrEqualTo(ImportProblems.MaxKept / 2);
    }
}
