using Contrail.Benchmarks.Domain;
using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Raw;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Npgsql;

namespace Contrail.Benchmarks.Stores;

/// <summary>A database for each log, on the server that CONTRAIL_TEST_POSTGRES names.</summary>
internal sealed class PostgresBenchStore : BenchStore
{
    private const string Variable = "CONTRAIL_TEST_POSTGRES";
    private readonly string server;
    private readonly NpgsqlConnection connection;
    private readonly string directory = Directory.CreateTempSubdirectory("contrail-bench-").FullName;
    private readonly string prefix = $"bench_{Guid.CreateVersion7():N}";
    private readonly HashSet<string> databases = new(StringComparer.Ordinal);

    private PostgresBenchStore(string server, NpgsqlConnection connection) => (this.server, this.connection) = (server, connection);

    public override string Name => "postgres";

    public override int? ServerProcess => CpuMeter.FindServer(connection.ProcessID);

    public override bool TakesNodes => true;

    public static async Task<BenchStore> ConnectAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set. Start with bench/run, which starts a private server, or set it to an Npgsql connection string.");
        var connection = new NpgsqlConnection(server);
        await connection.OpenAsync().ConfigureAwait(false);
        return new PostgresBenchStore(server, connection);
    }

    /// <summary>Storage in a database that exists.</summary>
    public static IStorage StorageIn(string address, string anchors) => new PostgresStorage(new PostgresOptions(address) { AnchorDirectory = anchors });

    public override IStorage Storage(string place, int node = 0)
    {
        if (databases.Add(Database(place)))
        {
            Execute($"create database {Database(place)}");
        }

        return StorageIn(AddressIn(place), Path.Combine(directory, place, $"node{node}"));
    }

    public override async Task DeleteAsync(string place)
    {
        NpgsqlConnection.ClearAllPools();
        Execute($"drop database {Database(place)} with (force)");
        databases.Remove(Database(place));
        Directory.Delete(Path.Combine(directory, place), recursive: true);
        await Task.CompletedTask.ConfigureAwait(false);
    }

    public override async Task<(RawLimits Limits, IReadOnlyList<Measured> Rows)> MeasureRawAsync(Load load)
    {
        Execute($"create schema {prefix}");
        var (limits, rows) = await new RawPostgres(connection, server, prefix).MeasureAsync(load).ConfigureAwait(false);
        Execute($"drop schema {prefix} cascade");
        return (limits, [.. rows, await RawDisk.SyncsAsync(load, Name, directory).ConfigureAwait(false)]);
    }

    public override Task SettleAsync() => RawPostgres.CheckpointAsync(connection);

    public override async Task<long?> LogBytesAsync(string place)
    {
        await using var database = new NpgsqlConnection(AddressIn(place));
        await database.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(
            $"select sum(pg_total_relation_size(format('{ParcelModule.ModuleName}.%I', t)::regclass))::bigint from unnest(array['events', 'outcomes', 'log_head']) t", database);
        return (long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    public override IReadOnlyList<string> AddressOf(string place) => [Name, AddressIn(place), Path.Combine(directory, place, "node0")];

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in databases)
        {
            Execute($"drop database {database} with (force)");
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(directory, recursive: true);
    }

    private string Database(string place) => $"{prefix}_{place}";

    private string AddressIn(string place) => new NpgsqlConnectionStringBuilder(server) { Database = Database(place) }.ConnectionString;

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
