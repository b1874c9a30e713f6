using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>The scheduled commands in the log's file.</summary>
internal static class SqliteSchedule
{
    private const string Upsert =
        """
        insert into scheduled (key, id, due, type, schema_version, data, metadata) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict (key) do update
          set id = excluded.id, due = excluded.due, type = excluded.type, schema_version = excluded.schema_version,
              data = excluded.data, metadata = excluded.metadata
        """;

    private const string Delete = "delete from scheduled where key = ?1 and (?2 is null or id = ?2)";
    private const string SelectDue =
        "select key, id, due, type, schema_version, data, metadata from scheduled where due <= ?1 order by due, key limit ?2";

    private const string SelectNext = "select due from scheduled order by due limit 1";

    public static void Apply(SqliteConnectionHandle connection, ScheduleChange change)
    {
        switch (change)
        {
            case ScheduleChange.Set { Command: var c }:
                connection.Prepare(Upsert).BindText(1, c.Key).Bind(2, c.Id).Bind(3, c.Due).BindText(4, c.Type).Bind(5, c.SchemaVersion)
                    .BindText(6, c.Data.Span).BindText(7, c.Metadata.Span).Run();
                break;
            case ScheduleChange.Remove { OnlyId: { } id } remove:
                connection.Prepare(Delete).BindText(1, remove.Key).Bind(2, id).Run();
                break;
            case ScheduleChange.Remove remove:
                connection.Prepare(Delete).BindText(1, remove.Key).BindNull(2).Run();
                break;
        }
    }

    public static IReadOnlyList<ScheduledCommand> ReadDue(SqliteConnectionHandle connection, DateTimeOffset now, int limit)
    {
        var select = connection.Prepare(SelectDue).Bind(1, now).Bind(2, Math.Max(0, limit));
        var due = new List<ScheduledCommand>();
        while (select.Step())
        {
            due.Add(SqliteRows.Scheduled(select));
        }

        return due;
    }

    public static DateTimeOffset? ReadNextDue(SqliteConnectionHandle connection)
    {
        var select = connection.Prepare(SelectNext);
        var next = select.Step() ? select.Instant(0) : (DateTimeOffset?)null;
        select.Reset();
        return next;
    }
}
