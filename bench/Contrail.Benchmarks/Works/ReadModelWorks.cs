using System.Diagnostics;
using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Engine.Decisions;

namespace Contrail.Benchmarks.Works;

/// <summary>Read models of a running module: how fast they follow, and how soon they show what was written.</summary>
internal static class ReadModelWorks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Starts the module on a log that its read model has never seen; then builds the read model anew.</summary>
    public static async Task CatchUpAsync(Bench bench, string place, int events)
    {
        if (!bench.Options.Wants(Work.CatchUp) && !bench.Options.Wants(Work.Rebuild))
        {
            return;
        }

        var caughtUp = await bench.Load.OnceAsync(Work.CatchUp, bench.Store.Name, events, async () =>
        {
            await using var module = await bench.StartAsync(place, withReadModel: true).ConfigureAwait(false);
            await module.CaughtUpAsync(ParcelsProjection.ReadModel, events, Patience).ConfigureAwait(false);
        }).ConfigureAwait(false);
        bench.Add(caughtUp with { Note = "module start included" });

        await using var again = await bench.StartAsync(place, withReadModel: true).ConfigureAwait(false);
        var rebuilt = await bench.Load.OnceAsync(
            Work.Rebuild, bench.Store.Name, events, () => again.RebuildAsync(ParcelsProjection.ReadModel)).ConfigureAwait(false);
        bench.Add(rebuilt);
    }

    /// <summary>One caller who writes and then waits until the read model shows it; nothing else happens.</summary>
    public static async Task VisibleAsync(Bench bench)
    {
        if (!bench.Options.Wants(Work.Visible))
        {
            return;
        }

        await using (var module = await bench.StartAsync("visible", withReadModel: true).ConfigureAwait(false))
        {
            for (var i = 0; i < 200; i++)
            {
                await OnceAsync(module).ConfigureAwait(false);
            }

            var row = await bench.Load.LatenciesAsync(Work.Visible, bench.Store.Name, async samples =>
            {
                var started = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(started) < bench.Options.Duration)
                {
                    await Task.Delay(5).ConfigureAwait(false);
                    var begun = Stopwatch.GetTimestamp();
                    await OnceAsync(module).ConfigureAwait(false);
                    samples.Add(begun);
                }
            }).ConfigureAwait(false);
            bench.Add(row with { Note = "the whole: command, commit and read model" });
        }

        await bench.Store.DeleteAsync("visible").ConfigureAwait(false);
    }

    private static async Task OnceAsync(Engine.Modules.RunningModule module)
    {
        var result = await module.Decisions.ExecuteAsync(new PostParcel(Bench.NewId()), CommandContext.New()).ConfigureAwait(false);
        await module.CaughtUpAsync(ParcelsProjection.ReadModel, result.Position, Patience).ConfigureAwait(false);
    }
}
