using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Works;

/// <summary>Reading streams and the whole log.</summary>
internal static class ReadWorks
{
    private const int Streams = 1000;

    // The compiler is still at work during the second pass, which takes a second and a half.
    private const int WarmUpPasses = 3;

    public static async Task StreamsAsync(Bench bench)
    {
        if (!bench.Options.Wants(Work.ReadStreams))
        {
            return;
        }

        await using var module = await bench.StartAsync("streams").ConfigureAwait(false);
        var ids = Enumerable.Range(0, Streams).Select(_ => Bench.NewId()).ToArray();
        await Parallel.ForEachAsync(ids, async (id, _) => await Bench.ExecuteAsync(module, new PostParcel(id, 100)).ConfigureAwait(false)).ConfigureAwait(false);
        await bench.Store.SettleAsync().ConfigureAwait(false);
        foreach (var callers in bench.Options.CallersOf(1, 8))
        {
            var next = 0;
            var row = await bench.Load.RunAsync(Work.ReadStreams, bench.Store.Name, callers, async _ =>
            {
                var parcel = await module.StateAsync<Parcel>(ids[(Interlocked.Increment(ref next) & int.MaxValue) % Streams]).ConfigureAwait(false);
                Expect(parcel.Scans, 100);
            }).ConfigureAwait(false);
            bench.Add(row);
        }
    }

    /// <summary>Reads a filled log from its beginning, as it lies there and with each event deserialised and folded.</summary>
    public static async Task LogAsync(Bench bench, string place, EventSerializer serializer, int events)
    {
        await using var module = await bench.Store.Storage(place).OpenAsync(ParcelModule.ModuleName).ConfigureAwait(false);
        foreach (var work in new[] { Work.ReadLog, Work.Replay })
        {
            if (!bench.Options.Wants(work))
            {
                continue;
            }

            for (var pass = 0; pass < WarmUpPasses; pass++)
            {
                await ReplayAsync(module, work == Work.Replay ? serializer : null, events).ConfigureAwait(false);
            }

            var row = await bench.Load.OnceAsync(
                work, bench.Store.Name, events, () => ReplayAsync(module, work == Work.Replay ? serializer : null, events)).ConfigureAwait(false);
            bench.Add(row with { Note = $"{events:#,0} events" });
        }
    }

    private static async Task ReplayAsync(IModuleStorage module, EventSerializer? serializer, int events)
    {
        long grams = 0;
        var read = 0;
        await foreach (var page in module.Log.ReadPagesAsync().ConfigureAwait(false))
        {
            foreach (var recorded in page.Events)
            {
                grams += serializer is null ? recorded.Version : ((ParcelScanned)serializer.Deserialize(recorded)).Grams;
            }

            read += page.Events.Count;
        }

        Expect(read, events);
        Expect(grams > 0, true);
    }

    private static void Expect<T>(T actual, T expected)
    {
        if (!Equals(actual, expected))
        {
            throw new InvalidOperationException($"Read {actual} where {expected} was written: the measurement means nothing.");
        }
    }
}
