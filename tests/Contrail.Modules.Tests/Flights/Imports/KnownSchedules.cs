using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights.Imports;

/// <summary>Published schedules with known answers. They are not part of this repository; see <see cref="DataFolder"/>.</summary>
public sealed class KnownSchedules
{
    [Fact]
    public void The_season_of_two_blocks_has_3070_dated_legs()
    {
        using var file = DataFolder.Open("ssim/gna_iata_sample.ssim");

        var read = SsimTexts.Read(file);

        read.Legs.Count.ShouldBe(514);
        read.Legs.Select(l => l.FlightNumber).Distinct().Count().ShouldBe(87);
        read.Legs.SelectMany(l => new[] { l.Departure.Code, l.Arrival.Code }).Distinct().Count().ShouldBe(15);
        read.Legs.CountBy(l => l.ServiceType).ToDictionary().ShouldBe(
            new Dictionary<char, int> { ['J'] = 379, ['G'] = 128, ['F'] = 2, ['C'] = 2, ['K'] = 2, ['P'] = 1 }, ignoreOrder: true);
        (read.Expansion.DatedLegs, read.Expansion.Duplicates, read.Dated.Count).ShouldBe((3070, 0, 3070));
        (read.Expansion.First, read.Expansion.Last).ShouldBe((new DateOnly(2005, 5, 22), new DateOnly(2005, 10, 30)));
        read.Problems.Errors.ShouldBe(0);
    }

    [Fact]
    public void Both_of_its_trailers_are_reported()
    {
        using var file = DataFolder.Open("ssim/gna_iata_sample.ssim");

        var read = SsimTexts.Read(file);

        // The first ends the file (E) although another block follows; that block begins with the first trailer's number again, so the
        // second trailer refers to 517 where 518 records are before it.
        read.Texts.ShouldContain(t => t.StartsWith("525:194 warning: continuation or end is 'E'", StringComparison.Ordinal));
        read.Texts.ShouldContain(t => t.StartsWith("537:188 warning: serial number check reference is '000517'", StringComparison.Ordinal));
        read.Texts.ShouldContain(t => t.StartsWith("530:195 warning: record serial number is '000516'", StringComparison.Ordinal));
    }

    [Fact]
    public void The_fortnightly_example_has_24_dated_legs_of_which_4_are_there_twice()
    {
        using var file = DataFolder.Open("ssim/ssimparser_readme_example.ssim");

        var read = SsimTexts.Read(file);

        (read.Reader.LegRecords, read.Reader.SegmentRecords).ShouldBe((3, 3));
        (read.Expansion.DatedLegs, read.Expansion.Duplicates).ShouldBe((24, 4));
        read.Texts.ShouldContain(t => t.Contains("trailer is 'missing'", StringComparison.Ordinal));
    }
}
