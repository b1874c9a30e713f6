using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Npgsql;
using NpgsqlTypes;
using static Contrail.Engine.Postgres.PostgresRows;

namespace Contrail.Engine.Postgres;

/// <summary>A log in PostgreSQL; several nodes may hold the same.</summary>
internal sealed class PostgresLogStore(PostgresConnections connections, LogAnchor? anchor, PostgresListener listener, PostgresNotifier notifier) : ILogStore
{
    private const string ReadSql = $"select {EventColumns} from events where position > $1 order by position limit $2";
    private const string ReadTypesSql = $"select {EventColumns} from events where position > $1 and type = any ($3) order by position limit $2";

    private readonly PostgresAppender appender = new(connections);
    private readonly SemaphoreSlim appending = new(1);

    /// <inheritdoc/>
    public event Action<CommitNotice>? Committed
    {
        add => listener.Committed += value;
        remove => listener.Committed -= value;
    }

    /// <summary>See <see cref="PostgresAppender.Written"/>.</summary>
    internal (long Guessed, long Sure) Written => appender.Written;

    /// <inheritdoc cref="PostgresAppender.Foreseen"/>
    internal long Foreseen => appender.Foreseen;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation)
    {
        if (units.Count == 0)
        {
            return [];
        }

        AppendedBatch batch;
        await appending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Once begun it is not cancelled: nobody would know what became of it.
            batch = await appender.AppendAsync(units).ConfigureAwait(false);
            Anchor(batch.Head);
        }
        finally
        {
            appending.Release();
        }

        if (batch.Notice is { } notice)
        {
            listener.Raise(notice);
            notifier.Notify(batch.Head.Position);
        }

        return batch.Outcomes;
    }

    /// <inheritdoc/>
    public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellation) => connections.RunAsync(
        "read the head of the log",
        async connection =>
        {
            await using var command = Command(connection, "select position, hash from log_head");
            var rows = await ToListAsync(command, Head, cancellation).ConfigureAwait(false);
            return rows is [var head] ? head : throw NoHead();
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation) => connections.RunAsync(
        "read the log",
        async connection =>
        {
            var select = new NpgsqlBatchCommand(types is null ? ReadSql : ReadTypesSql) { Parameters = { P(after), P((long)limit) } };
            if (types is not null)
            {
                select.Parameters.Add(P<string[]>([.. types]));
            }

            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("select position from log_head"), select } };
            return await ReadPageAsync(batch, after, limit, cancellation).ConfigureAwait(false);
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyList<RecordedEvent>>(
            "read a stream",
            async connection =>
            {
                await using var command = Command(
                    connection, $"select {StreamColumns} from events where stream = $1 and version > $2 order by version limit $3",
                    P(stream), P(afterVersion), P((long)limit));
                return await ToListAsync(command, row => EventOf(stream, row), cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <inheritdoc/>
    public async ValueTask<int> ReadContentsAsync(string stream, long afterVersion, int limit, ContentVisitor visit, CancellationToken cancellation)
    {
        using var contents = new PostgresContents(visit);
        var read = await connections.RunOnKeptAsync(
            "read a stream",
            async connection =>
            {
                if (contents.Refusal is not null)
                {
                    return contents.Count; // The connection was lost after that.
                }

                // The second time, if there is one, goes on where the first one broke off: versions have no gaps.
                await using var command = Command(
                    connection, $"select {PostgresContents.Columns} from events where stream = $1 and version > $2 order by version limit $3",
                    P(stream), P(afterVersion + contents.Count), P((long)(limit - contents.Count)));
                await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false) && contents.Visit(reader))
                {
                }

                return contents.Count;
            },
            cancellation).ConfigureAwait(false);
        contents.Refusal?.Throw();
        return read;
    }

    /// <inheritdoc/>
    public ValueTask<RecordedOutcome?> FindOutcomeAsync(Guid commandId, CancellationToken cancellation) => connections.RunAsync(
        "look up an outcome",
        async connection =>
        {
            await using var command = Command(connection, "select command_id, position, outcome from outcomes where command_id = $1", P(commandId));
            return (await ToListAsync(command, Outcome, cancellation).ConfigureAwait(false)).FirstOrDefault();
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyList<ScheduledCommand>>(
            "read scheduled commands",
            async connection =>
            {
                await using var command = Command(
                    connection, "select key, id, due, type, schema_version, data, metadata from scheduled where due <= $1 order by due, key limit $2",
                    P(now.ToUniversalTime()), P((long)limit));
                return await ToListAsync(command, Scheduled, cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation) => connections.RunAsync(
        "read when the next command is due",
        async connection =>
        {
            await using var command = Command(connection, "select due from scheduled order by due, key limit 1");
            var rows = await ToListAsync(command, row => row.GetFieldValue<DateTimeOffset>(0), cancellation).ConfigureAwait(false);
            return rows is [var due] ? due : (DateTimeOffset?)null;
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation) => connections.RunAsync(
        "read a snapshot",
        async connection =>
        {
            await using var command = Command(connection, "select version, data from snapshots where stream = $1 and kind = $2", P(stream), P(kind));
            var rows = await ToListAsync(command, row => new Snapshot(stream, kind, row.GetInt64(0), row.GetFieldValue<byte[]>(1)), cancellation).ConfigureAwait(false);
            return rows.FirstOrDefault();
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation) => await connections.RunAsync(
        "write a snapshot",
        async connection =>
        {
            // Of two nodes the slower one must not put an older state over a newer.
            await using var command = Command(
                connection,
                """
                insert into snapshots as s (stream, kind, version, data) values ($1, $2, $3, $4)
                on conflict (stream, kind) do update set version = excluded.version, data = excluded.data where s.version <= excluded.version
                """,
                P(snapshot.Stream), P(snapshot.Kind), P(snapshot.Version),
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Json, Value = snapshot.Data });
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await appending.WaitAsync().ConfigureAwait(false);
        await appender.DisposeAsync().ConfigureAwait(false);
        appending.Release();
    }

    // The head first: all events up to it can be seen by the statement that follows, which may see some more.
    private static async Task<LogPage> ReadPageAsync(NpgsqlBatch batch, long after, int limit, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var head = await reader.ReadAsync(cancellation).ConfigureAwait(false) ? reader.GetInt64(0) : throw NoHead();
        await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            events.Add(Event(reader));
        }

        var last = events is [.., var newest] ? newest.Position : 0;
        head = Math.Max(head, last);
        return new LogPage(events, Math.Max(after, events.Count < limit ? head : last), head);
    }

    private void Anchor(LogHead head)
    {
        if (anchor is null || head.Position <= anchor.Last.Position)
        {
            return;
        }

        try
        {
            anchor.Advance(head);
        }
        catch (IOException e)
        {
            throw new StorageUnavailableException($"The batch was written, but its anchor was not: {e.Message}", e);
        }
    }
}
