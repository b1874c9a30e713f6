using System.Globalization;
using Contrail.Benchmarks.Measuring;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Benchmarks.Raw;

/// <summary>
/// The least that a read model must write for a page of events that all concern other rows, through the driver alone: the rows of the page
/// and a checkpoint, in one commit. Nothing is read, deserialised or folded.
/// </summary>
internal sealed class RawReadModel(string connectionString, string schema)
{
    private const int Rows = 25_000;
    private const int RowsAtOnce = 1000;
    private static readonly string[] Places = [.. Enumerable.Repeat("LHR", RowsAtOnce)];
    private readonly string[][] pages =
        [.. Enumerable.Range(0, Rows).Select(i => $"a{i.ToString("D12", CultureInfo.InvariantCulture)}00000000000000000000"[..32]).Chunk(RowsAtOnce)];

    private long written;

    public async Task<Measured> MeasureAsync(Load load)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema,
            Options = RawPostgres.Options,
        });
        await using (var create = source.CreateCommand(
            """
            create table raw_checkpoint (name text primary key, position bigint not null);
            insert into raw_checkpoint values ('raw', 0);
            create table raw_read_model (
              parcel_id text collate "C" primary key, scans bigint not null, place text collate "C" not null, grams bigint not null) with (fillfactor = 70);
            """))
        {
            await create.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var commit = await PrepareCommitAsync(connection).ConfigureAwait(false);
        return await load.RunAsync(Work.RawReadModel, "postgres", 1, _ => CommitAsync(commit), RowsAtOnce).ConfigureAwait(false)
            with { Note = $"{RowsAtOnce} rows and a checkpoint per commit, by the driver alone" };
    }

    private static async Task<NpgsqlBatch> PrepareCommitAsync(NpgsqlConnection connection)
    {
        const NpgsqlDbType texts = NpgsqlDbType.Array | NpgsqlDbType.Text, numbers = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
        var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("update raw_checkpoint set position = $1 where name = 'raw'") { Parameters = { new NpgsqlParameter<long>() } },
                new NpgsqlBatchCommand(
                    """
                    insert into raw_read_model select unnest($1), unnest($2), unnest($3), unnest($4)
                    on conflict (parcel_id) do update set scans = excluded.scans, place = excluded.place, grams = excluded.grams
                    """)
                {
                    Parameters = { Of(texts), Of(numbers), Of(texts), Of(numbers) },
                },
            },
        };
        await batch.PrepareAsync().ConfigureAwait(false);
        return batch;

        static NpgsqlParameter Of(NpgsqlDbType type) => new() { NpgsqlDbType = type };
    }

    private async Task CommitAsync(NpgsqlBatch commit)
    {
        var numbers = new long[RowsAtOnce];
        Array.Fill(numbers, written / Rows);
        var upsert = commit.BatchCommands[1].Parameters;
        (upsert[0].Value, upsert[1].Value, upsert[2].Value, upsert[3].Value) = (pages[written / RowsAtOnce % pages.Length], numbers, Places, numbers);
        written += RowsAtOnce;
        ((NpgsqlParameter<long>)commit.BatchCommands[0].Parameters[0]).TypedValue = written;
        await commit.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
