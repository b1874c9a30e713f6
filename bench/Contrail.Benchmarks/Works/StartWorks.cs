using System.Diagnostics;
using System.Globalization;
using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Stores;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;

namespace Contrail.Benchmarks.Works;

/// <summary>From start to the first answered command, on a long log whose read model is up to date.</summary>
internal static class StartWorks
{
    public const string ChildArgument = "--start-on";
    private const int Starts = 5;

    public static async Task RunAsync(Bench bench, string place, int events)
    {
        if (!bench.Options.Wants(Work.ColdStart) && !bench.Options.Wants(Work.WarmStart))
        {
            return;
        }

        await using (var module = await bench.StartAsync(place, withReadModel: true).ConfigureAwait(false))
        {
            await module.CaughtUpAsync(events, TimeSpan.FromMinutes(5)).ConfigureAwait(false);
        }

        var warm = await bench.Load.LatenciesAsync(Work.WarmStart, bench.Store.Name, async samples =>
        {
            for (var i = 0; i < Starts; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                await StartAsync(bench.Store.Storage(place)).ConfigureAwait(false);
                samples.Add(begun);
            }
        }).ConfigureAwait(false);
        bench.Add(warm with { Note = $"{events:#,0} events, start and stop" });
        if (!bench.Store.OutlivesProcess)
        {
            return;
        }

        var cold = await bench.Load.LatenciesAsync(Work.ColdStart, bench.Store.Name, async samples =>
        {
            for (var i = 0; i < Starts; i++)
            {
                samples.Add(await RunChildAsync(bench.Store.AddressOf(place)).ConfigureAwait(false));
            }
        }).ConfigureAwait(false);
        bench.Add(cold with { AllocatedBytes = null, Paused = null, Note = $"{events:#,0} events, .NET runtime included" });
    }

    /// <summary>In the child: answers one command and prints how long that took since the process was created.</summary>
    public static async Task RunAsChildAsync(string[] address)
    {
        IStorage storage = address[0] == "sqlite" ? new SqliteStorage(new SqliteOptions(address[1])) : PostgresBenchStore.StorageIn(address[1], address[2]);
        await StartAsync(storage, () =>
        {
            using var self = Process.GetCurrentProcess();
            var age = TimeProvider.System.GetUtcNow() - self.StartTime.ToUniversalTime();
            Console.Out.WriteLine(age.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        }).ConfigureAwait(false);
    }

    private static async Task StartAsync(IStorage storage, Action? answered = null)
    {
        await using var module = await RunningModule.StartAsync(new ParcelModule(withReadModel: true), storage).ConfigureAwait(false);
        await Bench.ExecuteAsync(module, new PostParcel(Bench.NewId())).ConfigureAwait(false);
        answered?.Invoke();
    }

    private static async Task<TimeSpan> RunChildAsync(IReadOnlyList<string> address)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [ChildArgument, .. address]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await child.WaitForExitAsync().ConfigureAwait(false);
        return child.ExitCode == 0
            ? TimeSpan.FromMilliseconds(double.Parse(output, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("The process that was started cold failed.");
    }
}
