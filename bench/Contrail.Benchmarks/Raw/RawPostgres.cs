using Contrail.Benchmarks.Measuring;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Benchmarks.Raw;

/// <summary>PostgreSQL through its driver on one connection, default durability, prepared statements.</summary>
internal sealed class RawPostgres(NpgsqlConnection connection, string connectionString, string schema)
{
    /// <summary>As the engine's connections are set: statements use indexes, and are planned once.</summary>
    public const string Options = "-c jit=off -c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan";

    private const int RowsAtOnce = 100;
    private const int CopiedAtOnce = 1000;
    private long position;

    private string Table => $"{schema}.raw_rows";

    public async Task<(RawLimits Limits, IReadOnlyList<Measured> Rows)> MeasureAsync(Load load)
    {
        await ExecuteAsync($"create table {Table} (position bigint primary key, stream text not null, id uuid not null, data json not null)").ConfigureAwait(false);
        var insertMany = await InsertAsync(RowsAtOnce).ConfigureAwait(false);
        var many = await load.RunAsync(Work.RawRows, "postgres", 1, _ => RunAsync(insertMany, RowsAtOnce), RowsAtOnce).ConfigureAwait(false);
        var copy = await load.RunAsync(Work.RawCopy, "postgres", 1, _ => CopyAsync(), CopiedAtOnce).ConfigureAwait(false);
        var insertOne = await InsertAsync(1).ConfigureAwait(false);
        var one = await load.RunAsync(Work.RawCommits, "postgres", 1, _ => RunAsync(insertOne, 1)).ConfigureAwait(false);
        var read = await load.OnceAsync(Work.RawRead, "postgres", position, ReadAllAsync).ConfigureAwait(false);
        await ExecuteAsync($"drop table {Table}").ConfigureAwait(false);
        var log = await new RawLog(connectionString, schema).MeasureAsync(load).ConfigureAwait(false);
        var readModel = await new RawReadModel(connectionString, schema).MeasureAsync(load).ConfigureAwait(false);
        var limits = log.SelectMany(l => l.LimitOf.Select(of => (of, l.Row.PerSecond!.Value))).ToDictionary();
        limits[(Work.ReadLog, 1)] = limits[(Work.Replay, 1)] = read.PerSecond!.Value;
        limits[(Work.CatchUp, 1)] = limits[(Work.Rebuild, 1)] = readModel.PerSecond!.Value;
        return (
            new RawLimits(limits),
            [
                many with { Note = $"{RowsAtOnce} rows per INSERT" }, copy with { Note = $"{CopiedAtOnce} rows per COPY" }, one, read,
                .. log.Select(l => l.Row), readModel,
            ]);
    }

    /// <summary>Writes dirty pages back, if this user may ask for that.</summary>
    public static async Task CheckpointAsync(NpgsqlConnection connection)
    {
        await using var checkpoint = new NpgsqlCommand("checkpoint", connection);
        try
        {
            await checkpoint.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
        }
    }

    private async Task<NpgsqlCommand> InsertAsync(int rows)
    {
        var values = string.Join(", ", Enumerable.Range(0, rows).Select(i => $"(${(i * 4) + 1}, ${(i * 4) + 2}, ${(i * 4) + 3}, ${(i * 4) + 4})"));
        var insert = new NpgsqlCommand($"insert into {Table} values {values}", connection);
        for (var i = 0; i < rows; i++)
        {
            insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint });
            insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = RawRow.Stream });
            insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid });
            insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Json, Value = RawRow.Data });
        }

        await insert.PrepareAsync().ConfigureAwait(false);
        return insert;
    }

    private async Task RunAsync(NpgsqlCommand insert, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            insert.Parameters[i * 4].Value = ++position;
            insert.Parameters[(i * 4) + 2].Value = Guid.CreateVersion7();
        }

        await insert.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private async Task CopyAsync()
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {Table} from stdin (format binary)").ConfigureAwait(false);
        for (var i = 0; i < CopiedAtOnce; i++)
        {
            await copy.StartRowAsync().ConfigureAwait(false);
            await copy.WriteAsync(++position, NpgsqlDbType.Bigint).ConfigureAwait(false);
            await copy.WriteAsync(RawRow.Stream, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid).ConfigureAwait(false);
            await copy.WriteAsync(RawRow.Data, NpgsqlDbType.Json).ConfigureAwait(false);
        }

        await copy.CompleteAsync().ConfigureAwait(false);
    }

    private async Task ReadAllAsync()
    {
        await using var select = new NpgsqlCommand($"select position, stream, id, data from {Table} order by position", connection);
        await using var reader = await select.ExecuteReaderAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            _ = reader.GetInt64(0);
            _ = reader.GetString(1);
            _ = reader.GetGuid(2);
            _ = reader.GetFieldValue<byte[]>(3);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
