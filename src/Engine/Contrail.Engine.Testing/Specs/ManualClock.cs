namespace Contrail.Engine.Testing.Specs;

/// <summary>
/// A clock that moves only when a test says so. Timers made through it fire while it moves, in the order of their instants, on
/// the thread that moves it; each sees its own instant as the time. Safe for concurrent use.
/// </summary>
/// <param name="start">Where it begins; a fixed instant in 2026 by default.</param>
public sealed class ManualClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly Lock moving = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start ?? Start;

    /// <summary>Where a clock begins by default.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward and fires what falls due.</summary>
    public void Advance(TimeSpan by)
    {
        lock (moving)
        {
            SetUtcNow(GetUtcNow() + by);
        }
    }

    /// <summary>Moves the clock forward to an instant and fires what falls due.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is past already.</exception>
    public void SetUtcNow(DateTimeOffset instant)
    {
        lock (moving)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
            while (NextDue(instant) is { } timer)
            {
                timer.Fire();
            }

            lock (gate)
            {
                now = instant;
            }
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The next timer that is due by then; the clock stands at its instant.</summary>
    private ManualTimer? NextDue(DateTimeOffset by)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.Due <= by).MinBy(t => t.Due);
            if (next is null)
            {
                return null;
            }

            now = next.Due > now ? next.Due : now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due = now + next.Period;
            }
            else
            {
                timers.Remove(next);
            }

            return next;
        }
    }

    private void Set(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                (timer.Due, timer.Period) = (now + dueTime, period);
                timers.Add(timer);
            }
        }

        if (dueTime == TimeSpan.Zero)
        {
            ThreadPool.QueueUserWorkItem(static clock => clock.Advance(TimeSpan.Zero), this, preferLocal: false);
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
