using System.Globalization;
using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Raw;
using Contrail.Benchmarks.Stores;
using Contrail.Engine.Decisions;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Works;

/// <summary>What the works of one store share.</summary>
internal sealed class Bench(BenchStore store, Options options, Load load, RawLimits limits, List<Measured> rows)
{
    private static readonly long run = TimeProvider.System.GetTimestamp();
    private static long ids;

    public BenchStore Store => store;

    public Options Options => options;

    public Load Load => load;

    /// <summary>An id of 32 characters that no other run has; later ones sort behind earlier ones.</summary>
    public static string NewId() => string.Create(CultureInfo.InvariantCulture, $"{run:x16}{Interlocked.Increment(ref ids):x16}");

    public static Task ExecuteAsync(RunningModule module, ICommand command) => module.Decisions.ExecuteAsync(command, CommandContext.New("user:bench"));

    /// <summary>Adds a row, with what was raw for its work.</summary>
    public void Add(Measured row)
    {
        rows.Add(row with { RawPerSecond = limits.Of(row.Work, row.Callers) });
        Console.Error.WriteLine($"  {row.Work}, {row.Store}, {row.Callers}: {row.PerSecond:#,0}/s {row.P50Ms:0.00} ms");
    }

    public Task<RunningModule> StartAsync(string place, bool withReadModel = false, int node = 0) =>
        RunningModule.StartAsync(new ParcelModule(withReadModel), store.Storage(place, node), new ModuleOptions { LogSink = Warn });

    private static void Warn(Engine.Diagnostics.EngineLogEntry entry)
    {
        if (entry.Error is not null)
        {
            Console.Error.WriteLine(entry);
        }
    }
}
