using System.Globalization;
using Shouldly;
using Xunit;
using static Contrail.Modules.Tests.Flights.Imports.SsimTexts;

namespace Contrail.Modules.Tests.Flights.Imports;

public sealed class ExpandingLegs
{
    [Fact]
    public void Dates_are_those_of_the_period_on_the_days_of_operation()
    {
        // 1 June 2026 is a Monday.
        var read = Read(WithLegs(Leg.At(29, "1 3  6 ")));

        DatesOf(read).ShouldBe(["2026-06-01", "2026-06-03", "2026-06-06"]);
    }

    [Fact]
    public void Every_other_week_counts_weeks_from_the_start_of_the_period()
    {
        var read = Read(WithLegs(Leg.At(15, "03JUN2630JUN26").At(29, "1 3    ").At(36, "2")));

        DatesOf(read).ShouldBe(["2026-06-03", "2026-06-08", "2026-06-17", "2026-06-22"]);
    }

    [Fact]
    public void An_open_end_is_the_end_of_the_schedule()
    {
        var read = Read(WithLegs(Leg.At(22, "00XXX00").At(29, "1      ")));

        DatesOf(read)[^1].ShouldBe("2026-10-19");
        read.Texts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("LHR", "2130", "+0100", "JFK", "0010", "-0400", 1)]
    [InlineData("NRT", "1700", "+0900", "LAX", "1100", "-0700", 0)]
    [InlineData("SYD", "2130", "+1000", "HNL", "1000", "-1000", 0)]
    [InlineData("LAX", "2330", "-0700", "SYD", "0730", "+1000", 2)]
    [InlineData("NRT", "0010", "+0900", "LAX", "1700", "-0700", -1)]
    public void The_day_of_arrival_follows_from_the_zones_when_it_is_blank(
        string from, string departs, string fromUtc, string to, string arrives, string toUtc, int offset)
    {
        var leg = Leg.At(37, from).At(40, departs + departs + fromUtc).At(55, to).At(58, arrives + arrives + toUtc);

        var read = Read(WithLegs(leg));

        read.Texts.ShouldBeEmpty();
        read.Dated.ShouldAllBe(d => d.ArrivalDayOffset == offset);
        Read(WithLegs(leg), _ => null).Dated.ShouldAllBe(d => d.ArrivalDayOffset == offset);
    }

    [Theory]
    [InlineData("00", 0, 0)]
    [InlineData("01", 0, 1)]
    [InlineData("12", 1, 1)]
    [InlineData("JJ", -1, 0)]
    public void Date_variations_count_from_the_date_of_operation(string variations, int departureDay, int offset)
    {
        var read = Read(WithLegs(Leg.At(193, variations)));

        read.Dated[0].Date.ShouldBe(new DateOnly(2026, 6, 1).AddDays(departureDay));
        read.Dated[0].ArrivalDayOffset.ShouldBe(offset);
    }

    [Fact]
    public void An_arrival_before_the_departure_is_an_error()
    {
        var read = Read(WithLegs(Leg.At(193, "10")));

        read.Dated.ShouldBeEmpty();
        read.Texts.Single().ShouldStartWith("3:194 error: arrival date variation is '0'");
    }

    [Fact]
    public void Times_in_UTC_become_local_times_and_dates()
    {
        var read = Read(Schedule(Header, Carrier('U'), Leg.At(37, "NRT").At(40, "22002200+0900").At(55, "LAX").At(58, "08000800-0700").At(193, "01")));

        read.Texts.ShouldBeEmpty();
        var first = read.Dated[0];
        (first.Date, first.Departs, first.Arrives, first.ArrivalDayOffset).ShouldBe((new DateOnly(2026, 6, 2), new TimeOnly(7, 0), new TimeOnly(1, 0), 0));
    }

    [Fact]
    public void A_variation_that_the_time_zone_database_does_not_know_is_reported_once_and_local_times_hold()
    {
        // Summer time ends on 25 October 2026: the variation is wrong from then on.
        var read = Read(WithLegs(Leg.At(15, "20OCT2630OCT26")));

        read.Texts.ShouldBe(["3:48 warning: UTC variation at departure is '+0100'; expected +0000 at LHR on 2026-10-25, which is used",
            "3:66 warning: UTC variation at arrival is '+0200'; expected +0100 at CDG on 2026-10-25, which is used"]);
        read.Dated.Count.ShouldBe(11);
        read.Dated.ShouldAllBe(d => d.Departs == new TimeOnly(8, 0) && d.Arrives == new TimeOnly(10, 15) && d.ArrivalDayOffset == 0);
    }

    [Fact]
    public void Midnight_at_the_end_of_a_day_is_the_next_day()
    {
        var read = Read(WithLegs(Leg.At(58, "24002400")));

        (read.Dated[0].Arrives, read.Dated[0].ArrivalDayOffset).ShouldBe((TimeOnly.MinValue, 1));
    }

    [Fact]
    public void A_flight_that_is_there_twice_is_reported_with_how_often_and_counts_once()
    {
        var read = Read(WithLegs(Leg, Leg.At(22, "10JUN26")));

        read.Expansion.DatedLegs.ShouldBe(17);
        read.Expansion.Duplicates.ShouldBe(7);
        read.Dated.Count.ShouldBe(10);
        read.Texts.Single().ShouldContain("4:2 error: flight is 'CT101'; expected no flight that an earlier line has; 7 of its dates");
    }

    [Fact]
    public void Another_suffix_or_board_point_is_another_flight() =>
        Read(WithLegs(Leg, Leg.At(2, "A"), Leg.At(37, "CDG").At(55, "LHR").At(48, "+0200").At(66, "+0100"))).Expansion.Duplicates.ShouldBe(0);

    [Fact]
    public void An_unknown_station_is_reported_once_and_its_variation_is_used()
    {
        var read = Read(WithLegs(Leg.At(37, "QQQ"), Leg.At(37, "QQQ").At(6, " 102")));

        read.Texts.Single().ShouldStartWith("3:37 error: departure station is 'QQQ'");
        read.Dated.Count.ShouldBe(14);
    }

    private static List<string> DatesOf(ReadSchedule read) => [.. read.Dated.Select(d => d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
}
