using Contrail.Engine.Log;
using Npgsql;
using NpgsqlTypes;

namespace Contrail.Engine.Postgres;

/// <summary>The call of the function <c>append</c>: one array for each column, however many rows.</summary>
internal static class PostgresAppendCommand
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Bigints = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Ints = NpgsqlDbType.Array | NpgsqlDbType.Integer;
    private const NpgsqlDbType Uuids = NpgsqlDbType.Array | NpgsqlDbType.Uuid;
    private const NpgsqlDbType Jsons = NpgsqlDbType.Array | NpgsqlDbType.Json;
    private const NpgsqlDbType Bytes = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    private const NpgsqlDbType Instants = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;

    private static readonly NpgsqlDbType[] Parameters =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea,
        Texts, Bigints,
        Uuids, Bigints, Bytes,
        Texts, Bigints, Uuids, Texts, Ints, Jsons, Jsons, Instants, Bytes,
        Texts, Uuids,
        Texts, Uuids, Instants, Texts, Ints, Jsons, Jsons,
    ];

    /// <summary>The SQL of the call.</summary>
    public static string Sql { get; } = $"select append({string.Join(", ", Parameters.Select((_, i) => $"${i + 1}"))})";

    /// <summary>Adds the parameters, without values.</summary>
    public static void Declare(NpgsqlParameterCollection parameters)
    {
        foreach (var type in Parameters)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
        }
    }

    /// <summary>Sets the values for a plan.</summary>
    /// <param name="parameters">As <see cref="Declare"/> made them.</param>
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
        Set(guesses.Keys.ToArray());
        Set(guesses.Values.ToArray());

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
