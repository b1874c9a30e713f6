using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Raw;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Stores;

/// <summary>A store that costs nearly nothing: what is left is the engine itself.</summary>
internal sealed class MemoryBenchStore : BenchStore
{
    private readonly Dictionary<string, InMemoryStorage> places = new(StringComparer.Ordinal);

    public override string Name => "memory";

    public override bool OutlivesProcess => false;

    public override IStorage Storage(string place, int node = 0) =>
        places.TryGetValue(place, out var storage) ? storage : places[place] = new InMemoryStorage();

    public override Task DeleteAsync(string place)
    {
        places.Remove(place);
        return Task.CompletedTask;
    }

    public override Task<(RawLimits Limits, IReadOnlyList<Measured> Rows)> MeasureRawAsync(Load load) =>
        Task.FromResult<(RawLimits, IReadOnlyList<Measured>)>((RawLimits.Unknown, []));

    public override Task<long?> LogBytesAsync(string place) => Task.FromResult<long?>(null);

    public override IReadOnlyList<string> AddressOf(string place) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
