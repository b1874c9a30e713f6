using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Raw;
using Contrail.Benchmarks.Stores;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Works;

/// <summary>Every work on one store.</summary>
internal static class StoreRun
{
    public static async Task RunAsync(string name, Options options, List<Measured> rows)
    {
        await using var store = await BenchStore.OpenAsync(name).ConfigureAwait(false);
        var load = new Load(options, new CpuMeter(store.ServerProcess));
        var (limits, raw) = options.Only is null || options.Wants("raw") ? await store.MeasureRawAsync(load).ConfigureAwait(false) : (RawLimits.Unknown, []);
        var bench = new Bench(store, options, load, limits, rows);
        foreach (var row in raw)
        {
            bench.Add(row);
        }

        await CommandWorks.RunAsync(bench).ConfigureAwait(false);
        await ReadWorks.StreamsAsync(bench).ConfigureAwait(false);
        await ReadModelWorks.VisibleAsync(bench).ConfigureAwait(false);
        await LongLogAsync(bench).ConfigureAwait(false);
    }

    /// <summary>The works on one long log; it grows from the replayed size to the one on which modules start.</summary>
    private static async Task LongLogAsync(Bench bench)
    {
        string[] works = [Work.ReadLog, Work.Replay, Work.CatchUp, Work.Rebuild, Work.ColdStart, Work.WarmStart, Work.Bytes];
        if (!works.Any(bench.Options.Wants))
        {
            return;
        }

        const string place = "replay";
        var serializer = await SerializerAsync().ConfigureAwait(false);
        var events = bench.Options.ReplayStreams * 10;
        await ReplayLog.FillAsync(bench.Store.Storage(place), serializer, bench.Options.ReplayStreams, "a").ConfigureAwait(false);
        await bench.Store.SettleAsync().ConfigureAwait(false);
        if (bench.Options.Wants(Work.Bytes) && await bench.Store.LogBytesAsync(place).ConfigureAwait(false) is { } bytes)
        {
            var (_, data) = serializer.Serialize(ParcelScanned.Sample(Bench.NewId(), 1));
            bench.Add(new Measured(Work.Bytes, bench.Store.Name, 1, null)
            {
                BytesOnDisk = Math.Round((double)bytes / events, 1),
                Note = $"{(double)bytes / events:0} bytes; the event's JSON is {data.Length}",
            });
        }

        await ReadWorks.LogAsync(bench, place, serializer, events).ConfigureAwait(false);
        await ReadModelWorks.CatchUpAsync(bench, place, events).ConfigureAwait(false);
        if (bench.Options.Wants(Work.ColdStart) || bench.Options.Wants(Work.WarmStart))
        {
            await ReplayLog.FillAsync(bench.Store.Storage(place), serializer, (bench.Options.ColdEvents - events) / 10, "b").ConfigureAwait(false);
            await StartWorks.RunAsync(bench, place, bench.Options.ColdEvents).ConfigureAwait(false);
        }

        await bench.Store.DeleteAsync(place).ConfigureAwait(false);
    }

    private static async Task<EventSerializer> SerializerAsync()
    {
        await using var module = await RunningModule.StartAsync(new ParcelModule(withReadModel: false), new InMemoryStorage()).ConfigureAwait(false);
        return module.Serializer;
    }
}
