using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Raw;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Stores;

/// <summary>A place of its own for the logs of one run; everything in it is deleted afterwards.</summary>
internal abstract class BenchStore : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>Process id of the local database server.</summary>
    public virtual int? ServerProcess => null;

    /// <summary>Whether several nodes can have one log open.</summary>
    public virtual bool TakesNodes => false;

    /// <summary>Whether another process can open the logs of this one.</summary>
    public virtual bool OutlivesProcess => true;

    public static async Task<BenchStore> OpenAsync(string name) => name switch
    {
        "sqlite" => new SqliteBenchStore(Directory.CreateTempSubdirectory("contrail-bench-").FullName),
        "postgres" => await PostgresBenchStore.ConnectAsync().ConfigureAwait(false),
        _ => new MemoryBenchStore(),
    };

    /// <summary>Storage for the nodes of one work.</summary>
    /// <param name="place">Names the work's log; the same name is the same log.</param>
    /// <param name="node">Which node.</param>
    public abstract IStorage Storage(string place, int node = 0);

    /// <summary>Deletes a log that nobody has open.</summary>
    public abstract Task DeleteAsync(string place);

    public abstract Task<(RawLimits Limits, IReadOnlyList<Measured> Rows)> MeasureRawAsync(Load load);

    /// <summary>Has the store write back what it holds in memory, so that what is read next is read and nothing else.</summary>
    public virtual Task SettleAsync() => Task.CompletedTask;

    /// <summary>Bytes that the log takes, without read models; null when it has none on disk.</summary>
    public abstract Task<long?> LogBytesAsync(string place);

    /// <summary>What another process needs to open a log; see <see cref="ColdProcess"/>.</summary>
    public abstract IReadOnlyList<string> AddressOf(string place);

    public abstract ValueTask DisposeAsync();
}
