using SQLitePCL;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// One connection with its prepared statements. Not safe for concurrent use: the library's own mutex is switched off, and
/// whoever owns the connection sees to it that one thread at a time uses it.
/// </summary>
internal sealed class SqliteConnectionHandle : IDisposable
{
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
    private readonly sqlite3 db;
    private readonly Dictionary<string, SqliteStatement> prepared = new(StringComparer.Ordinal);
    private bool isDisposed;

    private SqliteConnectionHandle(sqlite3 db, string file) => (this.db, File) = (db, file);

    /// <summary>Path of the database.</summary>
    public string File { get; }

    /// <summary>Whether a transaction is open.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(db) == 0;

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(db);

    public static SqliteConnectionHandle Open(string file, bool writable)
    {
        SqliteLibrary.EnsureLoaded();
        var access = writable ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READONLY;
        var code = raw.sqlite3_open_v2(file, out var db, access | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            var error = SqliteErrors.From(code, raw.sqlite3_errstr(code).utf8_to_string(), file);
            db?.Dispose();
            throw error;
        }

        raw.sqlite3_extended_result_codes(db, 1);
        SqliteQuery.AddCollation(db);
        return new SqliteConnectionHandle(db, file);
    }

    /// <summary>The statement, prepared once and kept; it is reset when it was run to its end or its use was disposed.</summary>
    public SqliteStatement Prepare(string sql)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!prepared.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(db, sql, out var handle));
            prepared[sql] = statement = new SqliteStatement(this, handle);
        }

        return statement;
    }

    /// <summary>Runs one or more statements without parameters.</summary>
    public void Execute(string sql)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        Check(raw.sqlite3_exec(db, sql));
    }

    /// <summary>The integer that a query without parameters gives first; 0 for none.</summary>
    public long QueryInteger(string sql)
    {
        var statement = Prepare(sql);
        var value = statement.Step() ? statement.Integer(0) : 0;
        statement.Reset();
        return value;
    }

    /// <summary>Forgets the prepared statements that mention a name.</summary>
    public void Forget(string name)
    {
        foreach (var sql in prepared.Keys.Where(sql => sql.Contains($"\"{name}\"", StringComparison.Ordinal)).ToList())
        {
            prepared[sql].Dispose();
            prepared.Remove(sql);
        }
    }

    /// <summary>Whether closing the last connection moves the write-ahead log into the database. It does by default.</summary>
    public void CheckpointOnClose(bool value) => Check(raw.sqlite3_db_config(db, NoCheckpointOnClose, value ? 0 : 1, out _));

    /// <summary>Moves the write-ahead log into the database and starts it over, if no reader hinders it.</summary>
    public void Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(db, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
        if ((code & 0xff) is not raw.SQLITE_BUSY)
        {
            Check(code);
        }
    }

    public Exception ErrorOf(int code) => SqliteErrors.From(code, raw.sqlite3_errmsg(db).utf8_to_string(), File);

    public void Dispose()
    {
        isDisposed = true;
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }

        prepared.Clear();
        db.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw ErrorOf(code);
        }
    }
}
