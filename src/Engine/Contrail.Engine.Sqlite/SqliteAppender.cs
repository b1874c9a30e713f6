using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>Judges one batch and writes it, within a transaction of the log's writer.</summary>
/// <param name="connection">The writer's connection.</param>
internal sealed class SqliteAppender(SqliteConnectionHandle connection)
{
    private const string SelectVersion = "select version from events where stream = ?1 order by version desc limit 1";
    private const string SelectOutcome = "select position, outcome from outcomes where command_id = ?1";
    private const string InsertEvent =
        """
        insert into events (position, stream, version, event_id, recorded_at, hash, schema_version, type, data, metadata)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    private const string InsertOutcome = "insert into outcomes (command_id, position, outcome) values (?1, ?2, ?3)";
    private readonly SqliteStatement selectVersion = connection.Prepare(SelectVersion);
    private readonly SqliteStatement selectOutcome = connection.Prepare(SelectOutcome);

    /// <summary>Judges and writes.</summary>
    public AppendedBatch Append(LogHead head, IReadOnlyList<AppendUnit> units)
    {
        var batch = AppendPlan.Make(units, VersionOf, OutcomeOf).At(head);
        var insertEvent = connection.Prepare(InsertEvent);
        foreach (var e in batch.Events)
        {
            Write(insertEvent, e);
        }

        var insertOutcome = connection.Prepare(InsertOutcome);
        foreach (var outcome in batch.Recorded)
        {
            insertOutcome.Bind(1, outcome.CommandId).Bind(2, outcome.Position).BindBlob(3, outcome.Outcome.Span).Run();
        }

        foreach (var change in batch.Schedule)
        {
            SqliteSchedule.Apply(connection, change);
        }

        return batch;
    }

    /// <summary>What was recorded for a command, or null.</summary>
    public static RecordedOutcome? FindOutcome(SqliteConnectionHandle connection, Guid commandId) =>
        Find(connection.Prepare(SelectOutcome), commandId);

    private static RecordedOutcome? Find(SqliteStatement select, Guid commandId)
    {
        var found = select.Bind(1, commandId).Step() ? SqliteRows.Outcome(commandId, select) : null;
        select.Reset();
        return found;
    }

    private RecordedOutcome? OutcomeOf(Guid commandId) => Find(selectOutcome, commandId);

    private long VersionOf(string stream)
    {
        var version = selectVersion.BindText(1, stream).Step() ? selectVersion.Integer(0) : 0;
        selectVersion.Reset();
        return version;
    }

    private static void Write(SqliteStatement insert, RecordedEvent e) =>
        insert.Bind(1, e.Position).BindText(2, e.Stream).Bind(3, e.Version).Bind(4, e.Id).Bind(5, e.RecordedAt).BindBlob(6, e.Hash.Span)
            .Bind(7, e.SchemaVersion).BindText(8, e.Type).BindText(9, e.Data.Span).BindText(10, e.Metadata.Span).Run();
}
