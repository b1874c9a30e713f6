using System.Diagnostics;

namespace Contrail.Engine.Subscriptions;

/// <summary>Events per second over the last few seconds.</summary>
internal sealed class RateMeter
{
    private readonly Lock gate = new();
    private long windowStart = Stopwatch.GetTimestamp();
    private long count;
    private double last;

    public double PerSecond
    {
        get
        {
            lock (gate)
            {
                Roll();
                return last;
            }
        }
    }

    public void Add(int events)
    {
        lock (gate)
        {
            Roll();
            count += events;
        }
    }

    private void Roll()
    {
        var elapsed = Stopwatch.GetElapsedTime(windowStart).TotalSeconds;
        if (elapsed >= 1)
        {
            (last, count, windowStart) = (count / elapsed, 0, Stopwatch.GetTimestamp());
        }
    }
}
