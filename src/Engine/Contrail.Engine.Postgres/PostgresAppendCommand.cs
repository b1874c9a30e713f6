using Contrail.Engine.Log;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Engine.Postgres;

/// <summary>One call of <c>append_batch</c>, see <c>Schema/002_append.sql</c>: one array for each column, however many rows; null for none.</summary>
internal static class PostgresAppendCommand
{
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
        Texts, Bigints,
        Uuids, Bigints, Bytes,
        Texts, Bigints, Uuids, Texts, Ints, Jsons, Jsons, Instants, Bytes,
        Texts, Uuids,
        Texts, Uuids, Instants, Texts, Ints, Jsons, Jsons,
    ];

    /// <summary>The statement; it gives the head that was found, or null.</summary>
    public static string Sql { get; } = $"select head, head_hash from append_batch({string.Join(", ", Types.Select((_, i) => $"${i + 1}"))})";

    /// <summary>Adds the parameters, without values.</summary>
    public static void Declare(NpgsqlParameterCollection parameters)
    {
        foreach (var type in Types)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
        }
    }

    /// <summary>Sets the values for a plan.</summary>
    /// <param name="parameters">As <see cref="Declare"/> made them.</param>
    /// <param name="plan">What to write.</param>
    /// <param name="guesses">The versions that the plan rests on and nobody has checked yet.</param>
    /// <param name="head">Where the log may end; null if nobody knows.</param>
    /// <param name="batch">The plan as it lies there.</param>
    public static void Fill(NpgsqlParameterCollection parameters, AppendPlan plan, IReadOnlyDictionary<string, long> guesses, LogHead? head, AppendedBatch? batch)
    {
        var at = 0;
        Set(head?.Position);
        Set(head?.Hash);
        Set(Column(batch?.Events ?? [], e => e.Hash));

        var checks = ChecksOf(plan, guesses);
        Set(Column(checks, c => c.Key));
        Set(Column(checks, c => c.Value));

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
        Set(Column(events, e => e.Digest));

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

    /// <summary>The guesses that must be looked at. A new stream need not be: writing version 1 of one that exists breaks the unique constraint.</summary>
    private static List<KeyValuePair<string, long>> ChecksOf(AppendPlan plan, IReadOnlyDictionary<string, long> guesses)
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
