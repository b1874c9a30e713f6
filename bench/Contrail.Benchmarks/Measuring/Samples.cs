using System.Diagnostics;

namespace Contrail.Benchmarks.Measuring;

/// <summary>Every single duration, so that percentiles are exact.</summary>
internal sealed class Samples
{
    private readonly List<long> ticks = new(4096);

    public int Count => ticks.Count;

    public void Add(long started) => ticks.Add(Stopwatch.GetTimestamp() - started);

    public void Add(TimeSpan duration) => ticks.Add((long)(duration.TotalSeconds * Stopwatch.Frequency));

    public static Samples Merge(IEnumerable<Samples> all)
    {
        var merged = new Samples();
        foreach (var samples in all)
        {
            merged.ticks.AddRange(samples.ticks);
        }

        merged.ticks.Sort();
        return merged;
    }

    /// <summary>Nearest rank, in milliseconds; only after <see cref="Merge"/>.</summary>
    public double? Percentile(double percent) =>
        Count == 0 ? null : ticks[Math.Max(0, (int)Math.Ceiling(Count * percent / 100) - 1)] * 1000.0 / Stopwatch.Frequency;
}
