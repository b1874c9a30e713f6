using System.Diagnostics;

namespace Contrail.Benchmarks.Measuring;

/// <summary>Callers that do one thing again and again, each the next as soon as the last is done.</summary>
internal sealed class Load(Options options, CpuMeter cpu)
{
    /// <summary>Warms up, then measures.</summary>
    /// <param name="work">Names the row.</param>
    /// <param name="store">Names the row.</param>
    /// <param name="callers">How many.</param>
    /// <param name="once">Does it once; gets the caller's number.</param>
    /// <param name="countsAs">How many one counts as, in rate and processor time; latencies stay those of one.</param>
    public async Task<Measured> RunAsync(string work, string store, int callers, Func<int, Task> once, int countsAs = 1)
    {
        await RunAsync(callers, once, options.WarmUp).ConfigureAwait(false);
        var before = cpu.Read();
        var started = Stopwatch.GetTimestamp();
        var samples = await RunAsync(callers, once, options.Duration).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var after = cpu.Read();
        return Row(work, store, callers, (long)samples.Count * countsAs, seconds, after - before) with
        {
            P50Ms = samples.Percentile(50),
            P99Ms = samples.Percentile(99),
        };
    }

    /// <summary>Measures one long piece of work that counts as many.</summary>
    public async Task<Measured> OnceAsync(string work, string store, long countsAs, Func<Task> whole)
    {
        var before = cpu.Read();
        var started = Stopwatch.GetTimestamp();
        await whole().ConfigureAwait(false);
        return Row(work, store, 1, countsAs, Stopwatch.GetElapsedTime(started).TotalSeconds, cpu.Read() - before);
    }

    /// <summary>Measures how long something takes that is done now and then, on an otherwise idle system: it has latencies and no rate.</summary>
    public async Task<Measured> LatenciesAsync(string work, string store, Func<Samples, Task> run)
    {
        var samples = new Samples();
        var before = cpu.Read();
        var started = Stopwatch.GetTimestamp();
        await run(samples).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = Samples.Merge([samples]);
        return Row(work, store, 1, all.Count, seconds, cpu.Read() - before) with { PerSecond = null, P50Ms = all.Percentile(50), P99Ms = all.Percentile(99) };
    }

    private static Measured Row(string work, string store, int callers, long count, double seconds, CpuTimes used)
    {
        var each = Math.Max(1, count);
        return new Measured(work, store, callers, count / seconds, CpuMicros: (used.Own + used.Server) / each)
        {
            ServerMicros = used.Server / each,
            AllocatedBytes = used.Allocated / each,
            Paused = used.Paused / (seconds * 1_000_000),
            Others = used.OthersDuring(seconds),
        };
    }

    private static async Task<Samples> RunAsync(int callers, Func<int, Task> once, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        return Samples.Merge(await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var samples = new Samples();
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var begun = Stopwatch.GetTimestamp();
                await once(caller).ConfigureAwait(false);
                samples.Add(begun);
            }

            return samples;
        }))).ConfigureAwait(false));
    }
}
