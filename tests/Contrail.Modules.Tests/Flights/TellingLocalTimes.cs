using Contrail.Flights.Schedules;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class TellingLocalTimes
{
    [Fact]
    public void A_time_that_the_change_to_summer_skips_moves_forward_by_what_is_skipped() =>
        LocalTimes.Resolve(new DateTime(2026, 3, 29, 1, 30, 0), "Europe/London").ShouldBeExactly("2026-03-29T02:30:00+01:00");

    [Fact]
    public void A_time_that_occurs_twice_is_the_first_of_the_two() =>
        LocalTimes.Resolve(new DateTime(2026, 10, 25, 1, 30, 0), "Europe/London").ShouldBeExactly("2026-10-25T01:30:00+01:00");

    [Fact]
    public void Any_other_time_is_what_the_clock_shows() =>
        LocalTimes.Resolve(new DateTime(2026, 7, 1, 12, 0, 0), "Asia/Kolkata").ShouldBeExactly("2026-07-01T12:00:00+05:30");

    [Fact]
    public void An_instant_is_told_in_the_offset_that_holds_then()
    {
        LocalTimes.InZone(new DateTimeOffset(2026, 10, 25, 0, 59, 0, TimeSpan.Zero), "Europe/London").ShouldBeExactly("2026-10-25T01:59:00+01:00");
        LocalTimes.InZone(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero), "Europe/London").ShouldBeExactly("2026-10-25T01:00:00+00:00");
    }

    [Theory]
    [InlineData("Europe/London", true)]
    [InlineData("Europe/Londinium", false)]
    [InlineData("", false)]
    public void Zones_are_those_of_the_database(string zone, bool isKnown) => LocalTimes.IsKnownZone(zone).ShouldBe(isKnown);
}

internal static class Instants
{
    /// <summary>The same instant in the same offset.</summary>
    public static void ShouldBeExactly(this DateTimeOffset actual, string expected) => actual.ToString("yyyy-MM-ddTHH:mm:sszzz").ShouldBe(expected);
}
