using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// The one connection of a file that writes and checkpoints; writers take turns. There must not be a second: two connections that
/// write or checkpoint at once can damage the file (the WAL-reset bug of SQLite before 3.51.3).
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int CommitsBetweenLooks = 64;
    private const long WalTooLong = 96 << 20;
    private readonly Func<SqliteConnectionHandle> open;
    private readonly Lock gate = new();
    private readonly string wal;
    private SqliteConnectionHandle? connection;
    private bool isDisposed;
    private int commits;

    public SqliteWriter(Func<SqliteConnectionHandle> open)
    {
        this.open = open;
        connection = open();
        wal = connection.File + "-wal";
    }

    /// <summary>Work of this process that must have the connection for itself, such as opening and checks.</summary>
    public T Use<T>(Func<SqliteConnectionHandle, T> work)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return work(connection ??= open());
        }
    }

    /// <inheritdoc cref="Use{T}"/>
    public void Use(Action<SqliteConnectionHandle> work) =>
        Use(connection =>
        {
            work(connection);
            return true;
        });

    /// <summary>Runs work in a transaction, which is committed when the work returns and rolled back when it throws.</summary>
    /// <param name="work">Writes.</param>
    /// <param name="committed">Called with the result once it is committed, before the next writer.</param>
    public T Write<T>(Func<SqliteConnectionHandle, T> work, Action<T>? committed = null) =>
        Use(connection =>
        {
            var result = InTransaction(connection, work);
            committed?.Invoke(result);
            LookAtWal(connection);
            return result;
        });

    /// <summary>As <see cref="Write"/>, durable on return even where the file is written with synchronous = NORMAL.</summary>
    public T WriteDurably<T>(Func<SqliteConnectionHandle, T> work) =>
        Use(current =>
        {
            current.Execute("pragma synchronous = full");
            try
            {
                return InTransaction(current, work);
            }
            finally
            {
                // A connection that was given up has no settings to restore.
                connection?.Execute("pragma synchronous = normal");
            }
        });

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            connection?.Dispose();
            connection = null;
        }
    }

    private T InTransaction<T>(SqliteConnectionHandle connection, Func<SqliteConnectionHandle, T> work)
    {
        try
        {
            connection.Prepare("begin immediate").Run();
            var result = work(connection);
            connection.Prepare("commit").Run();
            return result;
        }
        catch
        {
            RollBack(connection);
            throw;
        }
    }

    // SQLite has rolled back by itself after some errors. A connection that cannot even do that is opened again.
    private void RollBack(SqliteConnectionHandle broken)
    {
        try
        {
            if (broken.IsInTransaction)
            {
                broken.Prepare("rollback").Run();
            }
        }
        catch (Exception e) when (e is StorageUnavailableException or LogDamagedException or InvalidOperationException)
        {
            broken.Dispose();
            connection = null;
        }
    }

    // SQLite's own checkpoints never wait for a reader. When readers follow each other without a gap the write-ahead log is
    // never started over and grows; then it is worth waiting for them a moment.
    private void LookAtWal(SqliteConnectionHandle connection)
    {
        if (++commits % CommitsBetweenLooks != 0 || new FileInfo(wal) is not { Exists: true, Length: > WalTooLong })
        {
            return;
        }

        try
        {
            connection.Execute("pragma busy_timeout = 100");
            connection.Checkpoint();
        }
        catch (StorageUnavailableException)
        {
            // What was committed stays committed; the next look tries again.
        }
        finally
        {
            connection.Execute(SqliteFiles.BusyTimeout);
        }
    }
}
