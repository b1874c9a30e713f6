using System.Diagnostics.Metrics;
using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Works;

/// <summary>Commands through the decision loop of a running module, durable when they are answered.</summary>
internal static class CommandWorks
{
    public static async Task RunAsync(Bench bench)
    {
        if (bench.Options.Wants(Work.NewStreams) || bench.Options.Wants(Work.OneStream) || bench.Options.Wants(Work.Batches))
        {
            await using var module = await bench.StartAsync("commands").ConfigureAwait(false);
            await NewStreamsAsync(bench, module).ConfigureAwait(false);
            await OneStreamAsync(bench, module).ConfigureAwait(false);
            await BatchesAsync(bench, module).ConfigureAwait(false);
        }

        await NodesAsync(bench, 2).ConfigureAwait(false);
        if (!bench.Options.IsQuick)
        {
            await NodesAsync(bench, 4).ConfigureAwait(false);
        }
    }

    private static async Task NewStreamsAsync(Bench bench, RunningModule module)
    {
        foreach (var callers in bench.Options.Wants(Work.NewStreams) ? bench.Options.CallersOf(1, 8, 32, 64) : [])
        {
            var row = await bench.Load.RunAsync(
                Work.NewStreams, bench.Store.Name, callers, _ => Bench.ExecuteAsync(module, new PostParcel(Bench.NewId()))).ConfigureAwait(false);
            bench.Add(row);
        }
    }

    private static async Task OneStreamAsync(Bench bench, RunningModule module)
    {
        if (!bench.Options.Wants(Work.OneStream))
        {
            return;
        }

        var id = Bench.NewId();
        await Bench.ExecuteAsync(module, new PostParcel(id)).ConfigureAwait(false);
        using var conflicts = new ConflictCount();
        var row = await bench.Load.RunAsync(Work.OneStream, bench.Store.Name, 32, _ => Bench.ExecuteAsync(module, new ScanParcel(id))).ConfigureAwait(false);
        bench.Add(row with { Note = $"{conflicts.Count} conflicts" });
    }

    private static async Task BatchesAsync(Bench bench, RunningModule module)
    {
        foreach (var callers in bench.Options.Wants(Work.Batches) ? bench.Options.CallersOf(1, 4) : [])
        {
            var row = await bench.Load.RunAsync(
                Work.Batches, bench.Store.Name, callers, _ => Bench.ExecuteAsync(module, new PostParcel(Bench.NewId(), 100)), 100).ConfigureAwait(false);
            bench.Add(row);
        }
    }

    /// <summary>Each node has a decision loop and a connection of its own; the callers are spread over them.</summary>
    private static async Task NodesAsync(Bench bench, int nodes)
    {
        if (!bench.Store.TakesNodes || !bench.Options.Wants(Work.Nodes(nodes)))
        {
            return;
        }

        var place = $"nodes{nodes}";
        var modules = new List<RunningModule>();
        for (var node = 0; node < nodes; node++)
        {
            modules.Add(await bench.StartAsync(place, node: node).ConfigureAwait(false));
        }

        var row = await bench.Load.RunAsync(
            Work.Nodes(nodes), bench.Store.Name, 64, caller => Bench.ExecuteAsync(modules[caller % nodes], new PostParcel(Bench.NewId()))).ConfigureAwait(false);
        var report = await LogVerifier.VerifyAsync(modules[0].Log).ConfigureAwait(false);
        bench.Add(row with { Note = report.IsWhole ? $"{report.Events:#,0} events verified: gap-free" : $"NOT WHOLE: {report.Problems[0]}" });
        foreach (var module in modules)
        {
            await module.DisposeAsync().ConfigureAwait(false);
        }

        await bench.Store.DeleteAsync(place).ConfigureAwait(false);
    }

    private sealed class ConflictCount : IDisposable
    {
        private readonly MeterListener listener = new();
        private long count;

        public ConflictCount()
        {
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == EngineMeters.Name && instrument.Name == "contrail.decisions.conflicts")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count, value));
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
