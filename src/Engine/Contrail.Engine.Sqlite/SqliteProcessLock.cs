using System.Globalization;
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
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            return new SqliteProcessLock(file);
        }
        catch (IOException e) when (IsSharing(e))
        {
            throw new StorageInUseException(
                $"Module '{module}' in the data directory '{Path.GetFullPath(directory)}' is in use by {HolderOf(path)}. SQLite storage belongs to one process: "
                + "stop the other one, give this one another data directory, or use PostgreSQL to run several.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The lock file '{path}' cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => file.Dispose();

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    private static bool IsSharing(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    private static string HolderOf(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd() is { Length: > 0 } id
                ? id == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) ? "this process already" : $"process {id}"
                : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
