using System.Globalization;
using Contrail.Benchmarks.Measuring;
using SQLitePCL;

namespace Contrail.Benchmarks.Raw;

/// <summary>SQLite through its C interface, write-ahead log, synchronous = FULL, prepared statements.</summary>
internal sealed class RawSqlite : IDisposable
{
    private const int RowsAtOnce = 100;
    private readonly sqlite3 db;
    private readonly sqlite3_stmt begin;
    private readonly sqlite3_stmt commit;
    private readonly sqlite3_stmt insert;
    private readonly sqlite3_stmt insertMany;
    private readonly sqlite3_stmt insertEvent;
    private readonly sqlite3_stmt insertOutcome;
    private long position;

    public RawSqlite(string directory)
    {
        Check(raw.sqlite3_open_v2(Path.Combine(directory, "raw.db"), out db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null));
        Execute("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 2000; pragma cache_size = -16000;");
        Execute("create table raw_rows (position integer primary key, stream text not null, id blob not null, data text not null) strict");
        Execute(
            """
            create table raw_events (
              position integer primary key, stream text not null, version integer not null, event_id blob not null, recorded_at integer not null, hash blob not null,
              schema_version integer not null, type text not null, data text not null, metadata text not null) strict;
            create unique index raw_events_stream on raw_events (stream, version);
            create table raw_outcomes (command_id blob primary key, position integer not null, outcome blob not null) strict, without rowid;
            """);
        (insertEvent, insertOutcome) = (Prepare("insert into raw_events values (?1, ?2, 1, ?3, 0, ?4, 1, 'bench.parcel.scanned', ?5, ?6)"), Prepare("insert into raw_outcomes values (?1, ?2, ?3)"));
        (begin, commit) = (Prepare("begin immediate"), Prepare("commit"));
        (insert, insertMany) = (Prepare(InsertOf(1)), Prepare(InsertOf(RowsAtOnce)));
    }

    public async Task<(RawLimits Limits, IReadOnlyList<Measured> Rows)> MeasureAsync(Load load)
    {
        var many = await load.RunAsync(Work.RawRows, "sqlite", 1, _ => Insert(insertMany, RowsAtOnce), RowsAtOnce).ConfigureAwait(false);
        var one = await load.RunAsync(Work.RawCommits, "sqlite", 1, _ => Insert(insert, 1)).ConfigureAwait(false);
        var read = await load.OnceAsync(Work.RawRead, "sqlite", position, ReadAll).ConfigureAwait(false);
        var limits = new Dictionary<(string, int), double>();
        var log = new List<Measured>();
        foreach (var commands in new[] { 1, 8, 32, 64 })
        {
            var row = await load.RunAsync(Work.RawAppend(commands, 1), "sqlite", 1, _ => Append(commands), commands).ConfigureAwait(false);
            limits[(Work.NewStreams, commands)] = row.PerSecond!.Value;
            log.Add(row with { Note = "the rows of a log, by the library alone" });
        }

        limits[(Work.OneStream, 32)] = limits[(Work.NewStreams, 32)];
        foreach (var work in new[] { Work.ReadLog, Work.Replay, Work.CatchUp, Work.Rebuild })
        {
            limits[(work, 1)] = read.PerSecond!.Value;
        }

        limits[(Work.ReadStreams, 1)] = limits[(Work.ReadStreams, 8)] = read.PerSecond!.Value / 100;
        return (new RawLimits(limits), [many with { Note = $"{RowsAtOnce} rows per INSERT, FULL" }, one, read, .. log]);
    }

    public void Dispose()
    {
        begin.Dispose();
        commit.Dispose();
        insert.Dispose();
        insertMany.Dispose();
        insertEvent.Dispose();
        insertOutcome.Dispose();
        db.Dispose();
    }

    private static string InsertOf(int rows) =>
        $"insert into raw_rows values {string.Join(", ", Enumerable.Range(0, rows).Select(i => $"(?{(i * 4) + 1}, ?{(i * 4) + 2}, ?{(i * 4) + 3}, ?{(i * 4) + 4})"))}";

    private Task Insert(sqlite3_stmt statement, int rows)
    {
        Run(begin);
        Span<byte> id = stackalloc byte[16];
        for (var i = 0; i < rows; i++)
        {
            Guid.CreateVersion7().TryWriteBytes(id);
            raw.sqlite3_bind_int64(statement, (i * 4) + 1, ++position);
            raw.sqlite3_bind_text(statement, (i * 4) + 2, RawRow.Stream);
            raw.sqlite3_bind_blob(statement, (i * 4) + 3, id);
            raw.sqlite3_bind_text(statement, (i * 4) + 4, RawRow.Data);
        }

        Run(statement);
        Run(commit);
        return Task.CompletedTask;
    }

    private Task Append(int commands)
    {
        Run(begin);
        Span<byte> id = stackalloc byte[16];
        for (var i = 0; i < commands; i++)
        {
            Guid.CreateVersion7().TryWriteBytes(id, bigEndian: true, out _);
            raw.sqlite3_bind_int64(insertEvent, 1, ++position);
            raw.sqlite3_bind_text(insertEvent, 2, $"parcel-{position.ToString("D32", CultureInfo.InvariantCulture)}");
            raw.sqlite3_bind_blob(insertEvent, 3, id);
            raw.sqlite3_bind_blob(insertEvent, 4, RawRow.Hash);
            raw.sqlite3_bind_text(insertEvent, 5, RawRow.Data);
            raw.sqlite3_bind_text(insertEvent, 6, RawRow.Metadata);
            Run(insertEvent);
            raw.sqlite3_bind_blob(insertOutcome, 1, id);
            raw.sqlite3_bind_int64(insertOutcome, 2, position);
            raw.sqlite3_bind_blob(insertOutcome, 3, RawRow.Outcome);
            Run(insertOutcome);
        }

        Run(commit);
        return Task.CompletedTask;
    }

    private Task ReadAll()
    {
        using var select = Prepare("select position, stream, id, data from raw_rows order by position");
        while (raw.sqlite3_step(select) == raw.SQLITE_ROW)
        {
            _ = raw.sqlite3_column_int64(select, 0);
            _ = raw.sqlite3_column_text(select, 1).utf8_to_string();
            _ = raw.sqlite3_column_blob(select, 2).ToArray();
            _ = raw.sqlite3_column_blob(select, 3).ToArray();
        }

        return Task.CompletedTask;
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(db, sql, out var statement));
        return statement;
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(db, sql));

    private static void Run(sqlite3_stmt statement)
    {
        Check(raw.sqlite3_step(statement));
        raw.sqlite3_reset(statement);
    }

    private static void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            throw new InvalidOperationException($"SQLite answers {code}.");
        }
    }
}
