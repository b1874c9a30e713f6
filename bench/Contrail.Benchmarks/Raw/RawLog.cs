using System.Buffers.Binary;
using System.Globalization;
using Contrail.Benchmarks.Measuring;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Benchmarks.Raw;

/// <summary>
/// The least that a gap-free log must write and read, through the driver alone: rows of the same columns and indexes, behind a head whose lock is
/// held until the commit, in one statement. Nothing is decided, serialised, hashed or checked: no engine on this driver can be faster.
/// </summary>
internal sealed class RawLog(string connectionString, string schema)
{
    private const int Streams = 1000;
    private const int EventsOfStream = 100;

    private const string Append =
        """
        with head as (update raw_head set position = position + $1 returning position - $1 as last),
        written as (
          insert into raw_events
          select
            last + generate_series(1, $1), unnest($2), unnest($3), unnest($4), unnest($5), unnest($6), unnest($7), unnest($8), unnest($9), unnest($10)
          from head)
        insert into raw_outcomes select unnest($11), unnest($12), unnest($13)
        """;

    /// <summary>So many connections, each with a batch of so many commands of so many events.</summary>
    private static readonly (int Connections, int Commands, int Events, IReadOnlyList<(string Work, int Callers)> LimitOf)[] Batches =
    [
        (1, 1, 1, [(Work.NewStreams, 1)]),
        (1, 8, 1, [(Work.NewStreams, 8)]),
        (1, 32, 1, [(Work.NewStreams, 32), (Work.OneStream, 32)]),
        (1, 64, 1, [(Work.NewStreams, 64)]),
        (2, 32, 1, [(Work.Nodes(2), 64)]),
        (4, 16, 1, [(Work.Nodes(4), 64)]),
        (1, 1, 100, [(Work.Batches, 1)]),
        (1, 4, 100, [(Work.Batches, 4)]),
    ];

    private long ids;

    public async Task<IReadOnlyList<(Measured Row, IReadOnlyList<(string Work, int Callers)> LimitOf)>> MeasureAsync(Load load)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema,
            NoResetOnClose = true,
            ReadBufferSize = 64 * 1024,
            WriteBufferSize = 64 * 1024,
            Options = RawPostgres.Options,
        });
        await CreateAsync(source).ConfigureAwait(false);
        var rows = new List<(Measured, IReadOnlyList<(string, int)>)>();
        foreach (var (connections, commands, events, limitOf) in Batches)
        {
            var appenders = new List<NpgsqlCommand>();
            for (var i = 0; i < connections; i++)
            {
                appenders.Add(await PrepareAppendAsync(source).ConfigureAwait(false));
            }

            var row = await load.RunAsync(
                Work.RawAppend(commands, events), "postgres", connections, node => AppendAsync(appenders[node], commands, events), commands * events).ConfigureAwait(false);
            rows.Add((row with { Note = "one commit on each connection; the rows of a log, by the driver alone" }, limitOf));
            await CloseAsync(appenders).ConfigureAwait(false);
        }

        await FillAsync(source).ConfigureAwait(false);
        foreach (var readers in new[] { 1, 8 })
        {
            var commands = new List<NpgsqlCommand>();
            for (var i = 0; i < readers; i++)
            {
                commands.Add(await PrepareReadAsync(source).ConfigureAwait(false));
            }

            var row = await load.RunAsync(Work.RawStreams, "postgres", readers, reader => ReadAsync(commands[reader])).ConfigureAwait(false);
            rows.Add((row with { Note = "three columns; nothing is deserialised" }, [(Work.ReadStreams, readers)]));
            await CloseAsync(commands).ConfigureAwait(false);
        }

        return rows;
    }

    private static async Task CreateAsync(NpgsqlDataSource source)
    {
        await using var create = source.CreateCommand(
            """
            create table raw_head (only_row boolean primary key default true, position bigint not null) with (fillfactor = 50);
            insert into raw_head (position) values (0);
            create table raw_events (
              position bigint primary key, stream text collate "C" not null, version bigint not null, event_id uuid not null, type text collate "C" not null,
              schema_version int not null, data json not null, metadata json not null, recorded_at timestamptz not null, hash bytea not null, unique (stream, version));
            create table raw_outcomes (command_id uuid primary key, position bigint not null, outcome bytea not null);
            """);
        await create.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await using var fill = source.CreateCommand(
            $"""
            insert into raw_events
            select -(s * {EventsOfStream} + v), 'read-' || s, v, gen_random_uuid(), 'raw', 1, $1, $2, now(), $3
            from generate_series(1, {Streams}) s, generate_series(1, {EventsOfStream}) v order by s, v
            """);
        fill.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Json, Value = RawRow.Data });
        fill.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Json, Value = RawRow.Metadata });
        fill.Parameters.Add(new NpgsqlParameter { Value = RawRow.Hash });
        await fill.ExecuteNonQueryAsync().ConfigureAwait(false);
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await RawPostgres.CheckpointAsync(connection).ConfigureAwait(false);
    }

    private static async Task<NpgsqlCommand> PrepareAppendAsync(NpgsqlDataSource source)
    {
        const NpgsqlDbType array = NpgsqlDbType.Array;
        NpgsqlDbType[] types =
        [
            NpgsqlDbType.Bigint,
            array | NpgsqlDbType.Text, array | NpgsqlDbType.Bigint, array | NpgsqlDbType.Uuid, array | NpgsqlDbType.Text, array | NpgsqlDbType.Integer,
            array | NpgsqlDbType.Json, array | NpgsqlDbType.Json, array | NpgsqlDbType.TimestampTz, array | NpgsqlDbType.Bytea,
            array | NpgsqlDbType.Uuid, array | NpgsqlDbType.Bigint, array | NpgsqlDbType.Bytea,
        ];
        var command = new NpgsqlCommand(Append, await source.OpenConnectionAsync().ConfigureAwait(false));
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        await command.PrepareAsync().ConfigureAwait(false);
        return command;
    }

    private async Task AppendAsync(NpgsqlCommand append, int commands, int events)
    {
        var rows = commands * events;
        var first = Interlocked.Add(ref ids, rows) - rows;
        object[] values =
        [
            (long)rows,
            Column(rows, i => $"parcel-{(first + (i / events)).ToString("D32", CultureInfo.InvariantCulture)}"), Column(rows, i => (long)(i % events) + 1),
            Column(rows, i => Id(first + i)), Column(rows, _ => "bench.parcel.scanned"), Column(rows, _ => 1), Column(rows, _ => RawRow.Data),
            Column(rows, _ => RawRow.Metadata), Column(rows, _ => DateTime.UnixEpoch), Column(rows, _ => RawRow.Hash),
            Column(commands, i => Id(first + i)), Column(commands, i => (long)i), Column(commands, _ => RawRow.Outcome),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            append.Parameters[i].Value = values[i];
        }

        await append.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static async Task<NpgsqlCommand> PrepareReadAsync(NpgsqlDataSource source)
    {
        var command = new NpgsqlCommand(
            "select type, schema_version, data from raw_events where stream = $1 and version > $2 order by version limit $3",
            await source.OpenConnectionAsync().ConfigureAwait(false));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 0 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 1000 });
        await command.PrepareAsync().ConfigureAwait(false);
        return command;
    }

    private async Task ReadAsync(NpgsqlCommand read)
    {
        read.Parameters[0].Value = $"read-{(Interlocked.Increment(ref ids) % Streams) + 1}";
        var found = 0;
        await using var reader = await read.ExecuteReaderAsync().ConfigureAwait(false);
        for (; await reader.ReadAsync().ConfigureAwait(false); found++)
        {
            _ = reader.GetString(0);
            _ = reader.GetInt32(1);
            _ = reader.GetFieldValue<byte[]>(2);
        }

        if (found != EventsOfStream)
        {
            throw new InvalidOperationException($"Read {found} rows where {EventsOfStream} were written: the measurement means nothing.");
        }
    }

    private static async Task CloseAsync(List<NpgsqlCommand> commands)
    {
        foreach (var command in commands)
        {
            await command.Connection!.DisposeAsync().ConfigureAwait(false);
            await command.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ids that cost nothing and lie in an index as those of the engine do: later behind earlier.</summary>
    private static Guid Id(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return new Guid(bytes, bigEndian: true);
    }

    private static T[] Column<T>(int rows, Func<int, T> value)
    {
        var values = new T[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = value(i);
        }

        return values;
    }
}
