using Contrail.Engine.Log;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Engine.Postgres;

/// <summary>
/// The two statements that append, with one array for each column, however many rows; null for none. Both answer with the head behind which they
/// wrote; with null or no row if they wrote nothing.
/// </summary>
internal static class PostgresAppendCommand
{
    /// <summary>
    /// Writes the events of new streams and the outcomes, behind a head that is known, and nothing if the log ends elsewhere. It looks at no version and
    /// knows no schedule: ask <see cref="CanForesee"/>. It needs a tenth less of the server's time than the function.
    /// </summary>
    public const string ForeseenSql =
        """
        with head as (
          update log_head set position = $1 + cardinality($3), hash = $3[cardinality($3)] where position = $1 and hash = $2 returning 1),
        written as (
          insert into events (position, hash, stream, version, event_id, type, schema_version, data, metadata, recorded_at)
          select
            $1 + generate_series(1, cardinality($3)), unnest($3), unnest($7), unnest($8), unnest($9), unnest($10), unnest($11), unnest($12), unnest($13), unnest($14)
          from head),
        recorded as (
          insert into outcomes (command_id, position, outcome) select unnest($4), $1 + unnest($5), unnest($6) from head)
        select $1, $2 from head
        """;

    // The parameters of both, then those of the function alone.
    private const int Shared = 14;
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Bigints = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Ints = NpgsqlDbType.Array | NpgsqlDbType.Integer;
    private const NpgsqlDbType Uuids = NpgsqlDbType.Array | NpgsqlDbType.Uuid;
    private const NpgsqlDbType Jsons = NpgsqlDbType.Array | NpgsqlDbType.Json;
    private const NpgsqlDbType Bytes = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    private const NpgsqlDbType Instants = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;

    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, Bytes,
        Uuids, Bigints, Bytes,
        Texts, Bigints, Uuids, Texts, Ints, Jsons, Jsons, Instants,
        Bytes,
        Texts, Bigints,
        Texts, Uuids,
        Texts, Uuids, Instants, Texts, Ints, Jsons, Jsons,
    ];

    /// <summary>One call of the function <c>append_batch</c>, see <c>Schema/002_append.sql</c>: writes whatever there is, wherever the log ends.</summary>
    public static string Sql { get; } = $"select head, head_hash from append_batch({string.Join(", ", Types.Select((_, i) => $"${i + 1}"))})";

    /// <summary>Adds the parameters of one of the two, without values.</summary>
    public static void Declare(NpgsqlParameterCollection parameters, string sql)
    {
        foreach (var type in sql == ForeseenSql ? Types.Take(Shared) : Types)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
        }
    }

    /// <summary>Sets the values for a plan.</summary>
    /// <param name="parameters">As <see cref="Declare"/> made them.</param>
    /// <param name="plan">What to write.</param>
    /// <param name="checks">The versions that the plan rests on and that must be looked at; <see cref="ForeseenSql"/> looks at none.</param>
    /// <param name="head">Where the log may end; null if nobody knows.</param>
    /// <param name="batch">The plan as it lies there.</param>
    public static void Fill(
        NpgsqlParameterCollection parameters, AppendPlan plan, IReadOnlyList<KeyValuePair<string, long>> checks, LogHead? head, AppendedBatch? batch)
    {
        var at = 0;
        Set(head?.Position);
        Set(head?.Hash);
        Set(Column(batch?.Events ?? [], e => e.Hash));

        var recorded = plan.Recorded;
        Set(Column(recorded, r => r.CommandId));
        Set(Column(recorded, r => (long)r.Place));
        Set(Column(recorded, r => r.Outcome));

        var events = plan.Events;
        Set(Column(events, e => e.Stream));
        Set(Column(events, e => e.Version));
        Set(Column(events, e => e.Event.Id));
        Set(Column(events, e => e.Event.Type));
        Set(Column(events, e => e.Event.SchemaVersion));
        Set(Column(events, e => e.Event.Data));
        Set(Column(events, e => e.Event.Metadata));
        Set(Column(events, e => e.RecordedAt));
        if (parameters.Count == Shared)
        {
            return;
        }

        Set(Column(events, e => e.Digest));
        Set(Column(checks, c => c.Key));
        Set(Column(checks, c => c.Value));

        var schedule = PostgresSchedule.Of(plan.Schedule);
        Set(Column(schedule.Removed, r => r.Key));
        Set(Column(schedule.Removed, r => r.OnlyId));
        Set(Column(schedule.Set, s => s.Key));
        Set(Column(schedule.Set, s => s.Id));
        Set(Column(schedule.Set, s => s.Due.ToUniversalTime()));
        Set(Column(schedule.Set, s => s.Type));
        Set(Column(schedule.Set, s => s.SchemaVersion));
        Set(Column(schedule.Set, s => s.Data));
        Set(Column(schedule.Set, s => s.Metadata));

        void Set(object? value) => parameters[at++].Value = value ?? DBNull.Value;
    }

    /// <summary>Whether <see cref="ForeseenSql"/> does all that a plan needs.</summary>
    public static bool CanForesee(AppendPlan plan, IReadOnlyList<KeyValuePair<string, long>> checks) =>
        plan.Events.Count > 0 && checks.Count == 0 && plan.Schedule.Count == 0;

    /// <summary>The guesses that must be looked at. A new stream need not be: writing version 1 of one that exists breaks the unique constraint.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> ChecksOf(AppendPlan plan, IReadOnlyDictionary<string, long> guesses)
    {
        var created = new HashSet<string>(StringComparer.Ordinal);
        foreach (var e in plan.Events)
        {
            if (e.Version == 1)
            {
                created.Add(e.Stream);
            }
        }

        var checks = new List<KeyValuePair<string, long>>();
        foreach (var guess in guesses)
        {
            if (guess.Value > 0 || !created.Contains(guess.Key))
            {
                checks.Add(guess);
            }
        }

        return checks;
    }

    private static TColumn[]? Column<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(rows[i]);
        }

        return values;
    }
}
