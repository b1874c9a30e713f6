using System.Text.Json;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// A log in an SQLite file. A commit is on disk when an append returns. Appends run on the caller's thread, one at a time;
/// reads run on the caller's thread too, beside the append, and each sees one state of the log.
/// </summary>
internal sealed class SqliteLogStore : ILogStore
{
    private const string SelectHead = "select position, hash from events order by position desc limit 1";
    private const string SelectHash = "select hash from events where position = ?1";
    private const string SelectEvents =
        $"""
        select {SqliteRows.EventColumns} from events e
        where e.position > ?1 order by e.position limit ?2
        """;

    private const string SelectEventsOfTypes =
        $"""
        select {SqliteRows.EventColumns} from events e
        where e.position > ?1 and e.type in (select value from json_each(?3)) order by e.position limit ?2
        """;

    private const string SelectStream =
        $"""
        select {SqliteRows.EventColumns} from events e
        where e.stream = ?1 and e.version > ?2 order by e.version limit ?3
        """;

    private const string SelectContents =
        "select schema_version, type, data from events where stream = ?1 and version > ?2 order by version limit ?3";

    private const string SelectSnapshot = "select version, data from snapshots where stream = ?1 and kind = ?2";
    private const string UpsertSnapshot =
        """
        insert into snapshots (stream, kind, version, data) values (?1, ?2, ?3, ?4)
        on conflict (stream, kind) do update set version = excluded.version, data = excluded.data
        """;

    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly LogAnchor? anchor;
    private LogHead? head;
    private LogHead lastKnown;

    /// <param name="writer">The log's writer.</param>
    /// <param name="readers">Connections to read with.</param>
    /// <param name="anchor">Advanced after each commit; null for a log that is only inspected and takes no appends.</param>
    public SqliteLogStore(SqliteWriter writer, SqliteReaders readers, LogAnchor? anchor)
    {
        (this.writer, this.readers, this.anchor) = (writer, readers, anchor);
        head = lastKnown = writer.Use(ReadHead);
    }

    /// <inheritdoc/>
    public event Action<CommitNotice>? Committed;

    /// <summary>The connection that appends.</summary>
    internal SqliteWriter Writer => writer;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (anchor is null)
        {
            throw new InvalidOperationException("The log was opened to be inspected; nothing can be appended.");
        }

        AppendedBatch? batch = null;
        try
        {
            writer.Write(connection => Append(connection, units), written => Advance(batch = written));
        }
        finally
        {
            // Also when the anchor could not be written: the batch is committed all the same.
            if (batch?.Notice is { } notice)
            {
                notice.Tell(Committed);
            }
        }

        return ValueTask.FromResult(batch!.Outcomes);
    }

    /// <inheritdoc/>
    public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellation) => ValueTask.FromResult(Volatile.Read(ref lastKnown));

    /// <inheritdoc/>
    public ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(readers.ReadOneView(connection =>
        {
            var end = ReadHead(connection).Position;
            var select = connection.Prepare(types is null ? SelectEvents : SelectEventsOfTypes).Bind(1, after).Bind(2, Math.Max(0, limit));
            if (types is not null)
            {
                select.BindText(3, JsonSerializer.SerializeToUtf8Bytes(types));
            }

            var events = ReadEvents(select, stream: null, cancellation);
            var scannedTo = events.Count < limit ? Math.Max(after, end) : events.Count > 0 ? events[^1].Position : after;
            return new LogPage(events, scannedTo, end);
        }));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<RecordedEvent>>(readers.Read(connection =>
            ReadEvents(connection.Prepare(SelectStream).BindText(1, stream).Bind(2, afterVersion).Bind(3, Math.Max(0, limit)), stream, cancellation)));
    }

    /// <inheritdoc/>
    public ValueTask<int> ReadContentsAsync(string stream, long afterVersion, int limit, ContentVisitor visit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(readers.Read(connection =>
        {
            var names = new SqliteNames();
            return ForEach(
                connection.Prepare(SelectContents).BindText(1, stream).Bind(2, afterVersion).Bind(3, Math.Max(0, limit)),
                row => visit(SqliteRows.Content(row, names)), cancellation);
        }));
    }

    /// <inheritdoc/>
    public ValueTask<RecordedOutcome?> FindOutcomeAsync(Guid commandId, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(connection => SqliteAppender.FindOutcome(connection, commandId)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(connection => SqliteSchedule.ReadDue(connection, now, limit)));

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(SqliteSchedule.ReadNextDue));

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(connection =>
        {
            var select = connection.Prepare(SelectSnapshot).BindText(1, stream).BindText(2, kind);
            var found = select.Step() ? new Snapshot(stream, kind, select.Integer(0), select.Bytes(1).ToArray()) : null;
            select.Reset();
            return found;
        }));

    /// <inheritdoc/>
    public ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        writer.Write(connection =>
        {
            connection.Prepare(UpsertSnapshot).BindText(1, snapshot.Stream).BindText(2, snapshot.Kind).Bind(3, snapshot.Version)
                .BindText(4, snapshot.Data.Span).Run();
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        readers.Dispose();
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Where the log ends, by its last row.</summary>
    internal static LogHead ReadHead(SqliteConnectionHandle connection)
    {
        var select = connection.Prepare(SelectHead);
        var found = select.Step() ? new LogHead(select.Integer(0), select.Bytes(1).ToArray()) : LogHead.Empty;
        select.Reset();
        return found;
    }

    /// <summary>The hash of the event at a position, or null.</summary>
    internal static ReadOnlyMemory<byte>? ReadHash(SqliteConnectionHandle connection, long position)
    {
        var select = connection.Prepare(SelectHash).Bind(1, position);
        ReadOnlyMemory<byte>? hash = select.Step() ? select.Bytes(0).ToArray() : null;
        select.Reset();
        return hash;
    }

    /// <summary>Events after a position, with the columns that the hash covers.</summary>
    internal static List<RecordedEvent> ReadAfter(SqliteConnectionHandle connection, long after, int limit) =>
        ReadEvents(connection.Prepare(SelectEvents).Bind(1, after).Bind(2, limit), stream: null, CancellationToken.None);

    private static List<RecordedEvent> ReadEvents(SqliteStatement select, string? stream, CancellationToken cancellation)
    {
        var names = new SqliteNames();
        var events = new List<RecordedEvent>();
        ForEach(select, row => events.Add(Event(row, stream, names)), cancellation);
        return events;
    }

    private static int ForEach(SqliteStatement select, Action<SqliteStatement> row, CancellationToken cancellation)
    {
        var rows = 0;
        while (select.Step())
        {
            row(select);
            if ((++rows & 0xff) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return rows;
    }

    private static RecordedEvent Event(SqliteStatement row, string? stream, SqliteNames names)
    {
        try
        {
            return SqliteRows.Event(row, stream, names);
        }
        catch (ArgumentException e)
        {
            throw new LogDamagedException($"The event at position {row.Integer(0)} holds what no event can hold: the log was damaged or changed. Run 'verify', and restore a backup.", e);
        }
    }

    // The head is forgotten until the commit: a batch that failed may have been committed all the same, then it is read again.
    private AppendedBatch Append(SqliteConnectionHandle connection, IReadOnlyList<AppendUnit> units)
    {
        var from = head ?? ReadHead(connection);
        head = null;
        return new SqliteAppender(connection).Append(from, units);
    }

    private void Advance(AppendedBatch batch)
    {
        head = batch.Head;
        Volatile.Write(ref lastKnown, batch.Head);
        if (batch.Head.Position <= anchor!.Last.Position)
        {
            return;
        }

        try
        {
            anchor.Advance(batch.Head);
        }
        catch (IOException e)
        {
            throw new StorageUnavailableException($"The anchor of the log cannot be written: {e.Message} The batch is committed; repeat it.", e);
        }
    }
}
