using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.Sqlite;

/// <summary>Keeps a module to one process; the operating system releases it with the process, however that ends.</summary>
internal sealed class SqliteProcessLock : IDisposable
{
    private readonly FileStream file;

    private SqliteProcessLock(FileStream file) => this.file = file;

    /// <exception cref="StorageInUseException">Someone holds it, this process included.</exception>
    /// <exception cref="StorageUnavailableException">The file cannot be opened.</exception>
    public static SqliteProcessLock Take(string directory, string module)
    {
        var path = Path.Combine(directory, $"{module}.lock");
        try
        {
            // The file stays when the lock is released: deleting it would let two processes lock two files of one name.
            return new SqliteProcessLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (IsSharing(e))
        {
            throw new StorageInUseException(
                $"Module '{module}' in the data directory '{Path.GetFullPath(directory)}' is in use: another process has it open, or this one opened it twice. "
                + $"SQLite storage belongs to one process. Stop the other one ('fuser {path}' finds it), give this one another data directory, or use PostgreSQL to run several.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The lock file '{path}' cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => file.Dispose();

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    private static bool IsSharing(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
