using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using static Contrail.Engine.Postgres.PostgresRows;

namespace Contrail.Engine.Postgres;

/// <summary>Looks at a log's end before it is used.</summary>
internal static class PostgresLogCheck
{
    /// <summary>So many events at the end of the log are checked when it is opened.</summary>
    private const int CheckedTail = 1000;

    /// <summary>Checks that the last events form a chain that ends where the head says.</summary>
    public static async Task<LogHead> CheckTailAsync(PostgresConnections connections, CancellationToken cancellation)
    {
        var (head, last) = await connections.RunAsync("read the head of the log", async connection =>
        {
            await using var command = Command(connection, "select position, hash, coalesce((select max(position) from events), 0) from log_head");
            var rows = await ToListAsync(command, row => (Head(row), row.GetInt64(2)), cancellation).ConfigureAwait(false);
            return rows is [var row] ? row : throw NoHead();
        }, cancellation).ConfigureAwait(false);
        if (last != head.Position)
        {
            throw new LogDamagedException($"The log's head says position {head.Position}, but its events end at {last}. Restore a backup.");
        }

        // One event more, whose hash the first checked one builds on.
        var tail = await connections.RunAsync("read the end of the log", async connection =>
        {
            await using var command = Command(
                connection, $"select {EventColumns} from events where position >= $1 and position <= $2 order by position",
                P(head.Position - CheckedTail), P(head.Position));
            return await ToListAsync(command, Event, cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        CheckChain(head, tail);
        return head;
    }

    private static void CheckChain(LogHead head, List<RecordedEvent> tail)
    {
        var previous = LogHead.Empty;
        if (head.Position > CheckedTail && tail is [var first, ..])
        {
            previous = new LogHead(first.Position, first.Hash);
            tail.RemoveAt(0);
        }

        foreach (var e in tail)
        {
            if (e.Position != previous.Position + 1 || !HashChain.Holds(previous.Hash.Span, e))
            {
                throw new LogDamagedException($"The log is damaged at position {previous.Position + 1}: an event is missing there or was changed. Run 'verify', and restore a backup.");
            }

            previous = new LogHead(e.Position, e.Hash);
        }

        if (previous.Position != head.Position || !previous.Hash.Span.SequenceEqual(head.Hash.Span))
        {
            throw new LogDamagedException($"The log's head at position {head.Position} does not fit its last event. Run 'verify', and restore a backup.");
        }
    }

    /// <summary>Opens the anchor, if one is kept, and checks the log against it.</summary>
    public static async Task<LogAnchor?> OpenAnchorAsync(
        PostgresConnections connections, PostgresOptions options, LogHead head, CancellationToken cancellation)
    {
        if (options.AnchorDirectory is null)
        {
            return null;
        }

        Directory.CreateDirectory(options.AnchorDirectory);
        var path = Path.Combine(options.AnchorDirectory, $"{connections.Schema}.anchor");
        LogAnchor anchor;
        try
        {
            if (options.AcceptTail)
            {
                LogAnchor.Accept(path, head, isShared: true);
            }

            anchor = LogAnchor.Open(path, head, isShared: true);
        }
        catch (IOException e)
        {
            throw new StorageInUseException($"The anchor '{path}' cannot be opened: {e.Message}", e);
        }

        try
        {
            if (anchor.Last.Position > head.Position)
            {
                // Another process may have written, anchored that and ended since.
                head = await CheckTailAsync(connections, cancellation).ConfigureAwait(false);
            }

            var acknowledged = await HashAtAsync(connections, anchor.Last.Position, cancellation).ConfigureAwait(false);
            anchor.Check(head, _ => acknowledged);
            if (anchor.Last.Position < head.Position)
            {
                anchor.Advance(head);
            }

            return anchor;
        }
        catch
        {
            anchor.Dispose();
            throw;
        }
    }

    private static ValueTask<ReadOnlyMemory<byte>?> HashAtAsync(PostgresConnections connections, long position, CancellationToken cancellation) =>
        connections.RunAsync<ReadOnlyMemory<byte>?>("read an event's hash", async connection =>
        {
            await using var command = Command(connection, "select hash from events where position = $1", P(position));
            var rows = await ToListAsync(command, row => row.GetFieldValue<byte[]>(0), cancellation).ConfigureAwait(false);
            return rows is [var hash] ? hash : null;
        }, cancellation);
}
