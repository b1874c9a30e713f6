using System.Collections.Concurrent;

namespace Contrail.Engine.Sqlite;

/// <summary>Read-only connections of one file, kept with their prepared statements. They cannot write and never checkpoint.</summary>
internal sealed class SqliteReaders(Func<SqliteConnectionHandle> open) : IDisposable
{
    private const int MostKept = 8;
    private readonly ConcurrentBag<SqliteConnectionHandle> idle = [];
    private volatile bool isDisposed;

    /// <summary>Reads with one statement, or several that need no common view.</summary>
    public T Read<T>(Func<SqliteConnectionHandle, T> work)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var connection = idle.TryTake(out var kept) ? kept : open();
        try
        {
            var result = work(connection);
            Keep(connection);
            return result;
        }
        catch
        {
            // It may have a statement or a transaction open.
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads with several statements that see the same state.</summary>
    public T ReadOneView<T>(Func<SqliteConnectionHandle, T> work) =>
        Read(connection =>
        {
            connection.Prepare("begin").Run();
            var result = work(connection);
            connection.Prepare("commit").Run();
            return result;
        });

    /// <summary>A connection for one long read; the caller disposes it.</summary>
    public SqliteConnectionHandle OpenOwn()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return open();
    }

    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private void Keep(SqliteConnectionHandle connection)
    {
        if (isDisposed || idle.Count >= MostKept)
        {
            connection.Dispose();
            return;
        }

        idle.Add(connection);
        if (isDisposed)
        {
            Dispose();
        }
    }
}
