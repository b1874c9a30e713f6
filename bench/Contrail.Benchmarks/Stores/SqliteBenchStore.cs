using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Raw;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;

namespace Contrail.Benchmarks.Stores;

/// <summary>SQLite files in a directory of their own.</summary>
internal sealed class SqliteBenchStore(string directory) : BenchStore
{
    public override string Name => "sqlite";

    public override IStorage Storage(string place, int node = 0) => new SqliteStorage(new SqliteOptions(Path.Combine(directory, place)));

    public override Task DeleteAsync(string place)
    {
        Directory.Delete(Path.Combine(directory, place), recursive: true);
        return Task.CompletedTask;
    }

    public override async Task<(RawLimits Limits, IReadOnlyList<Measured> Rows)> MeasureRawAsync(Load load)
    {
        // Opening a module loads the library.
        await using (await Storage("raw").OpenAsync("raw").ConfigureAwait(false))
        {
        }

        using var sqlite = new RawSqlite(Path.Combine(directory, "raw"));
        var (limits, rows) = await sqlite.MeasureAsync(load).ConfigureAwait(false);
        var syncs = await RawDisk.SyncsAsync(load, Name, directory).ConfigureAwait(false);
        sqlite.Dispose();
        await DeleteAsync("raw").ConfigureAwait(false);
        return (limits, [.. rows, syncs]);
    }

    public override Task<long?> LogBytesAsync(string place) =>
        Task.FromResult<long?>(new FileInfo(Path.Combine(directory, place, $"{ParcelModule.ModuleName}.log.db")).Length);

    public override IReadOnlyList<string> AddressOf(string place) => [Name, Path.Combine(directory, place)];

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
