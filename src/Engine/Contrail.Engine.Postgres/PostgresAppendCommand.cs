using Contrail.Engine.Log;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Engine.Postgres;

/// <summary>
/// One statement that writes a batch which was worked out from a head and from versions held for true: it locks, compares and
/// moves the head, and everything else hangs on that. One array for each column, however many rows.
/// </summary>
/// <remarks>
/// It answers 1 when it wrote, and 0, having changed nothing, when the head is another one, a checked stream is at another
/// version, or a command was recorded before. It sees what was committed before it began; if the head is still the
/// old one when it is locked, nothing was committed since, so that is the truth. A new stream is not checked: writing version 1 of a
/// stream that exists breaks the unique constraint, and nothing is written.
/// </remarks>
internal static class PostgresAppendCommand
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Bigints = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Ints = NpgsqlDbType.Array | NpgsqlDbType.Integer;
    private const NpgsqlDbType Uuids = NpgsqlDbType.Array | NpgsqlDbType.Uuid;
    private const NpgsqlDbType Jsons = NpgsqlDbType.Array | NpgsqlDbType.Json;
    private const NpgsqlDbType Bytes = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    private const NpgsqlDbType Instants = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;

    private const string Writing =
        """
        with moved as (
          update log_head set position = $3, hash = $4
          where position = $1 and hash = $2
            and not exists (
              select from unnest($5, $6) as c (stream, version)
              where c.version <> coalesce((select e.version from events e where e.stream = c.stream order by e.version desc limit 1), 0))
            and not exists (select from outcomes o where o.command_id = any ($7))
          returning 1),
        written as (
          insert into events (position, stream, version, event_id, type, schema_version, data, metadata, recorded_at, hash)
          select $1 + e.place, e.stream, e.version, e.id, e.type, e.schema_version, e.data, e.metadata, e.recorded_at, e.hash
          from moved, unnest($10, $11, $12, $13, $14, $15, $16, $17, $18) with ordinality
            as e (stream, version, id, type, schema_version, data, metadata, recorded_at, hash, place)),
        recorded as (
          insert into outcomes (command_id, position, outcome) select o.* from moved, unnest($7, $8, $9) as o)
        """;

    private const string Scheduling =
        """
        ,
        unscheduled as (
          delete from scheduled s using moved, unnest($19, $20) as u (key, id) where s.key = u.key and (u.id is null or s.id = u.id)),
        set_again as (
          insert into scheduled (key, id, due, type, schema_version, data, metadata)
          select s.* from moved, unnest($21, $22, $23, $24, $25, $26, $27) as s
          on conflict (key) do update
            set id = excluded.id, due = excluded.due, type = excluded.type, schema_version = excluded.schema_version,
                data = excluded.data, metadata = excluded.metadata)
        """;

    private const string Telling =
        """

        select count(*)::int from moved
        """;

    private static readonly NpgsqlDbType[] WrittenTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea,
        Texts, Bigints,
        Uuids, Bigints, Bytes,
        Texts, Bigints, Uuids, Texts, Ints, Jsons, Jsons, Instants, Bytes,
    ];

    private static readonly NpgsqlDbType[] ScheduledTypes = [Texts, Uuids, Texts, Uuids, Instants, Texts, Ints, Jsons, Jsons];

    /// <summary>The statement.</summary>
    /// <param name="schedules">Whether the plan changes the schedule; most do not, and need not pay for two more tables.</param>
    public static string Sql(bool schedules) => schedules ? Writing + Scheduling + Telling : Writing + Telling;

    /// <summary>Adds the parameters, without values.</summary>
    public static void Declare(NpgsqlParameterCollection parameters, bool schedules)
    {
        foreach (var type in schedules ? [.. WrittenTypes, .. ScheduledTypes] : WrittenTypes)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
        }
    }

    /// <summary>Sets the values for a plan.</summary>
    /// <param name="parameters">As <see cref="Declare"/> made them for a plan of this kind.</param>
    /// <param name="old">The head that the plan follows.</param>
    /// <param name="plan">What to write.</param>
    /// <param name="guesses">The versions that the plan rests on and nobody has checked yet.</param>
    public static void Fill(NpgsqlParameterCollection parameters, LogHead old, AppendPlan plan, IReadOnlyDictionary<string, long> guesses)
    {
        var at = 0;
        Set(old.Position);
        Set(old.Hash);
        Set(plan.Head.Position);
        Set(plan.Head.Hash);
        var written = plan.Events.Where(e => e.Version == 1).Select(e => e.Stream).ToHashSet(StringComparer.Ordinal);
        var checks = guesses.Where(g => g.Value > 0 || !written.Contains(g.Key)).ToList();
        Set(Column(checks, c => c.Key));
        Set(Column(checks, c => c.Value));

        var recorded = plan.Recorded;
        Set(Column(recorded, r => r.CommandId));
        Set(Column(recorded, r => r.Position));
        Set(Column(recorded, r => r.Outcome));

        var events = plan.Events;
        Set(Column(events, e => e.Stream));
        Set(Column(events, e => e.Version));
        Set(Column(events, e => e.Id));
        Set(Column(events, e => e.Type));
        Set(Column(events, e => e.SchemaVersion));
        Set(Column(events, e => e.Data));
        Set(Column(events, e => e.Metadata));
        Set(Column(events, e => e.RecordedAt));
        Set(Column(events, e => e.Hash));

        if (plan.Schedule.Count == 0)
        {
            return;
        }

        var schedule = PostgresSchedule.Of(plan.Schedule);
        Set(ColumnOrNull(schedule.Removed, r => r.Key));
        Set(ColumnOrNull(schedule.Removed, r => r.OnlyId));
        Set(ColumnOrNull(schedule.Set, s => s.Key));
        Set(ColumnOrNull(schedule.Set, s => s.Id));
        Set(ColumnOrNull(schedule.Set, s => s.Due.ToUniversalTime()));
        Set(ColumnOrNull(schedule.Set, s => s.Type));
        Set(ColumnOrNull(schedule.Set, s => s.SchemaVersion));
        Set(ColumnOrNull(schedule.Set, s => s.Data));
        Set(ColumnOrNull(schedule.Set, s => s.Metadata));

        void Set(object? value) => parameters[at++].Value = value ?? DBNull.Value;
    }

    private static TColumn[] Column<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column)
    {
        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(rows[i]);
        }

        return values;
    }

    private static TColumn[]? ColumnOrNull<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column) =>
        rows.Count == 0 ? null : Column(rows, column);
}
