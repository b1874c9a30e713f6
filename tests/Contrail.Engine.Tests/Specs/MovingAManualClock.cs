using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Specs;

public sealed class MovingAManualClock
{
    private readonly ManualClock clock = new();

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        clock.GetUtcNow().ShouldBe(ManualClock.Start);
        clock.Advance(TimeSpan.FromHours(1));
        clock.GetUtcNow().ShouldBe(ManualClock.Start.AddHours(1));
        clock.GetElapsedTime(ManualClock.Start.UtcTicks).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_instants_and_see_them()
    {
        var fired = new List<(string, DateTimeOffset)>();
        using var late = Timer("late", 30, fired);
        using var soon = Timer("soon", 10, fired);
        using var never = Timer("never", 61, fired);

        clock.Advance(TimeSpan.FromSeconds(60));

        fired.ShouldBe([("soon", ManualClock.Start.AddSeconds(10)), ("late", ManualClock.Start.AddSeconds(30))]);
        clock.GetUtcNow().ShouldBe(ManualClock.Start.AddSeconds(60));
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period()
    {
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        fired.ShouldBe(3);
    }

    [Fact]
    public void A_timer_that_was_stopped_stays_silent()
    {
        var fired = new List<(string, DateTimeOffset)>();
        Timer("stopped", 1, fired).Dispose();

        clock.Advance(TimeSpan.FromSeconds(2));

        fired.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromDays(30), clock);
        delay.IsCompleted.ShouldBeFalse();

        clock.Advance(TimeSpan.FromDays(30));

        await delay.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void It_does_not_go_back() => Should.Throw<ArgumentOutOfRangeException>(() => clock.SetUtcNow(ManualClock.Start.AddTicks(-1)));

    private ITimer Timer(string name, int seconds, List<(string, DateTimeOffset)> fired) =>
        clock.CreateTimer(_ => fired.Add((name, clock.GetUtcNow())), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
