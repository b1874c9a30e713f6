using Contrail.Engine.Log;
using SQLitePCL;

namespace Contrail.Engine.Sqlite;

/// <summary>What an error of SQLite means for the engine.</summary>
internal static class SqliteErrors
{
    /// <summary>The exception for a result code.</summary>
    /// <param name="code">The extended result code.</param>
    /// <param name="message">SQLite's own words.</param>
    /// <param name="file">The database.</param>
    public static Exception From(int code, string message, string file) => (code & 0xff) switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new LogDamagedException(
            $"The database '{file}' is damaged ({message}, code {code}). Stop, keep a copy of the directory, and restore a backup. "
            + "A damaged '.read.db' can be moved away instead: it is built again from the log, without the record of what operators did."),
        raw.SQLITE_FULL => Unavailable($"The disk that holds '{file}' is full. Nothing was written; make room, no restart is needed."),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Unavailable(
            $"The database '{file}' is locked by another program ({message}). Close tools that have it open for writing."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => Unavailable($"The database '{file}' cannot be written ({message}). Check the owner and mode of the file and whether the disk is mounted read-only."),
        raw.SQLITE_CANTOPEN => Unavailable($"The database '{file}' cannot be opened ({message}). Check that its directory exists and may be written by this user."),
        raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL or raw.SQLITE_INTERRUPT or raw.SQLITE_NOLFS =>
            Unavailable($"The database '{file}' did not answer: {message} (code {code})."),
        _ => new InvalidOperationException($"SQLite refused a statement on '{file}': {message} (code {code})."),
    };

    /// <summary>The exception for a file beside the database that could not be used.</summary>
    public static StorageUnavailableException From(IOException error, string file) => new($"The file '{file}' cannot be used: {error.Message}", error);

    private static StorageUnavailableException Unavailable(string message) => new(message);
}
