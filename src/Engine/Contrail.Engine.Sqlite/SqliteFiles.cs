namespace Contrail.Engine.Sqlite;

/// <summary>The files of one module and how each is opened.</summary>
/// <param name="directory">The data directory.</param>
/// <param name="module">The module.</param>
internal sealed class SqliteFiles(string directory, string module)
{
    /// <summary>In our own process writers wait for a lock; this is for tools that have the file open.</summary>
    public const string BusyTimeout = "pragma busy_timeout = 2000";

    // The write-ahead log is overwritten again and again once it has its size: appending to a file costs its growth a second
    // flush. So it is kept, up to the limit.
    private const string Common =
        $"""
        {BusyTimeout};
        pragma page_size = 4096;
        pragma journal_mode = wal;
        pragma wal_autocheckpoint = 4000;
        pragma journal_size_limit = 67108864;
        pragma cache_size = -16000;
        pragma temp_store = memory;
        pragma cell_size_check = on;
        pragma fullfsync = on;
        pragma checkpoint_fullfsync = on;
        """;

    private const string Reading =
        $"""
        {BusyTimeout};
        pragma wal_autocheckpoint = 0;
        pragma query_only = on;
        pragma cache_size = -4000;
        pragma temp_store = memory;
        """;

    public string Log { get; } = Path.Combine(directory, $"{module}.log.db");

    public string Read { get; } = Path.Combine(directory, $"{module}.read.db");

    public string Anchor { get; } = Path.Combine(directory, $"{module}.anchor");

    /// <summary>The log's writer. It does not checkpoint when it is closed until the log was found whole: evidence is not overwritten.</summary>
    public SqliteConnectionHandle OpenLogForWriting() => Open(Log, writable: true, Common + "pragma synchronous = full;", checkpointOnClose: false);

    public SqliteConnectionHandle OpenLogForReading() => Open(Log, writable: false, Reading, checkpointOnClose: false);

    // Everything in this file is derived or can be done again: after a power cut an older state, consistent in itself, costs a replay only.
    public SqliteConnectionHandle OpenReadForWriting() => Open(Read, writable: true, Common + "pragma synchronous = normal;", checkpointOnClose: true);

    public SqliteConnectionHandle OpenReadForReading() => Open(Read, writable: false, Reading, checkpointOnClose: false);

    private static SqliteConnectionHandle Open(string file, bool writable, string settings, bool checkpointOnClose)
    {
        var connection = SqliteConnectionHandle.Open(file, writable);
        try
        {
            connection.CheckpointOnClose(checkpointOnClose);
            connection.Execute(settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
