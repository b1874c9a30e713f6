using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// Judges a log when it is opened. SQLite drops damaged frames of its write-ahead log, and all that follow them, without
/// a word; what is left is a consistent, older database. So the end is compared with what is known from elsewhere.
/// </summary>
internal static class SqliteLogCheck
{
    private const int TailEvents = 1000;

    /// <summary>
    /// Refuses a file without a schema where there was a log: nothing may be written into it, what was lost may still lie in the
    /// write-ahead log behind the damaged place.
    /// </summary>
    /// <exception cref="LogDamagedException">An anchor exists, so there were events.</exception>
    public static void RefuseEmptied(SqliteWriter log, SqliteFiles files, bool acceptTail)
    {
        if (!acceptTail && File.Exists(files.Anchor) && log.Use(connection => connection.QueryInteger("pragma user_version")) == 0)
        {
            throw new LogDamagedException(
                $"The database '{files.Log}' is empty, but its anchor '{files.Anchor}' is there: the log is lost or was moved away. Keep a copy of the directory "
                + "and restore a backup. To begin again with nothing, run 'verify --accept-tail'.");
        }
    }

    /// <summary>The anchor of a log that is inspected, as it is; null when there is no readable one.</summary>
    public static LogAnchor? FindAnchor(SqliteWriter log, SqliteFiles files)
    {
        try
        {
            return File.Exists(files.Anchor) ? LogAnchor.Open(files.Anchor, log.Use(SqliteLogStore.ReadHead)) : null;
        }
        catch (LogDamagedException)
        {
            return null;
        }
    }

    /// <summary>Checks the end of the log and gives its anchor, which is at the head or before it.</summary>
    /// <exception cref="LogDamagedException">The log is damaged or has lost its end.</exception>
    public static LogAnchor OpenAnchor(SqliteWriter log, SqliteWriter read, SqliteFiles files, bool acceptTail)
    {
        var head = log.Use(SqliteLogStore.ReadHead);
        log.Use(connection => CheckTail(connection, head));
        if (acceptTail)
        {
            LogAnchor.Accept(files.Anchor, head);

            // New events will take the positions of the lost ones; a subscription that dealt with those must not skip them.
            read.Write(connection =>
            {
                connection.Prepare("update subscriptions set checkpoint = ?1 where checkpoint > ?1").Bind(1, head.Position).Run();
                return true;
            });
        }

        var anchor = LogAnchor.Open(files.Anchor, head);
        try
        {
            anchor.Check(head, position => log.Use(connection => SqliteLogStore.ReadHash(connection, position)));
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

    // The last events, because they may come from the write-ahead log. 'verify' reads all of them.
    private static bool CheckTail(SqliteConnectionHandle connection, LogHead head)
    {
        var before = Math.Max(0, head.Position - TailEvents);
        var previous = before == 0 ? LogHead.Empty.Hash : SqliteLogStore.ReadHash(connection, before) ?? throw Damaged(before);
        var position = before;
        foreach (var e in SqliteLogStore.ReadAfter(connection, before, TailEvents))
        {
            if (e.Position != ++position || !HashChain.Holds(previous.Span, e))
            {
                throw Damaged(position);
            }

            previous = e.Hash;
        }

        return position == head.Position ? true : throw Damaged(position + 1);
    }

    private static LogDamagedException Damaged(long position) =>
        new($"The event at position {position} is missing or does not fit the hash chain: the log was damaged or changed. Run 'verify' to see all of it, and restore a backup.");
}
