using System.Data;
using Contrail.Engine.Subscriptions;
using Npgsql;
using static Contrail.Engine.Postgres.PostgresRows;

namespace Contrail.Engine.Postgres;

/// <summary>Progress of subscriptions, by the server's clock; several nodes share it.</summary>
internal sealed class PostgresSubscriptionStore(PostgresConnections connections) : ISubscriptionStore
{
    /// <inheritdoc/>
    public ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation) => connections.RunAsync(
        "acquire a lease",
        async connection =>
        {
            // Two that try at once take their epochs before they wait for each other, hence the greatest(). Whoever sees that another
            // holds it writes nothing: nodes that wait for a lease look often, and must not make the server flush for each look.
            await using var command = Command(
                connection,
                """
                insert into subscriptions as s (name, owner, epoch, leased_until)
                select $1, $2, nextval('epochs'), clock_timestamp() + $3
                where not exists (select from subscriptions h where h.name = $1 and h.owner <> $2 and h.leased_until > clock_timestamp())
                on conflict (name) do update set
                  owner = excluded.owner,
                  epoch = case when s.owner = excluded.owner then s.epoch else greatest(excluded.epoch, s.epoch + 1) end,
                  leased_until = excluded.leased_until
                where s.owner = excluded.owner or s.leased_until <= clock_timestamp()
                returning epoch
                """,
                P(subscription), P(owner), P(duration));
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is long epoch ? new Lease(subscription, owner, epoch) : null;
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation) => await connections.RunAsync(
        "release a lease",
        async connection =>
        {
            await using var command = Command(
                connection, "update subscriptions set leased_until = '-infinity' where name = $1 and epoch = $2", P(lease.Subscription), P(lease.Epoch));
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation) => connections.RunAsync(
        "read a checkpoint",
        async connection =>
        {
            await using var command = Command(connection, "select checkpoint from subscriptions where name = $1", P(subscription));
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as long? ?? 0;
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation) => await connections.RunAsync(
        $"commit progress of {lease.Subscription} for {lease.Owner}, epoch {lease.Epoch}",
        async connection =>
        {
            // One round trip, and one transaction: the server opens it at the first command and commits after the last.
            await using var batch = new NpgsqlBatch(connection);
            Add(batch, "select advance($1, $2, $3)", P(lease.Subscription), P(lease.Epoch), P(commit.Position));
            if (commit.Park.Count > 0)
            {
                AddPark(batch, commit.Park);
            }

            if (commit.Unpark.Count > 0)
            {
                Add(batch, "delete from parked where subscription = $1 and position = any ($2)", P(lease.Subscription), P<long[]>([.. commit.Unpark]));
            }

            foreach (var change in commit.Rows)
            {
                PostgresDialect.AddChange(batch, change);
            }

            return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyList<ParkedEvent>>(
            "read parked events",
            async connection =>
            {
                await using var command = Command(
                    connection,
                    $"""
                    select subscription, position, stream, type, error, attempts, parked_at, redrive_requested from parked
                    where position > $1 {(subscription is null ? "" : "and subscription = $3")} order by position, subscription limit $2
                    """,
                    P(afterPosition), P((long)limit));
                if (subscription is not null)
                {
                    command.Parameters.Add(P(subscription));
                }

                return await ToListAsync(command, Parked, cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyCollection<string>>(
            "read parked streams",
            async connection =>
            {
                await using var command = Command(connection, "select distinct stream from parked where subscription = $1", P(subscription));
                return await ToListAsync(command, row => row.GetString(0), cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation)
    {
        var change = act.Kind == OperatorActKind.Discard ? "delete from parked" : "update parked set redrive_requested = true";
        return connections.RunUnrepeatedAsync(
            "record an operator's act",
            async connection =>
            {
                await using var command = Command(
                    connection,
                    $"""
                    with concerned as ({change} where subscription = $2 and stream = $3 and position <= $4 returning 1),
                    recorded as (
                      insert into operator_acts (kind, subscription, stream, up_to, actor, reason, at)
                      select $1, $2, $3, $4, $5, $6, $7 where exists (select from concerned))
                    select count(*)::int from concerned
                    """,
                    P(act.Kind.ToString()), P(act.Subscription), P(act.Stream), P(act.UpTo),
                    P(PostgresDialect.Storable(act.Actor)), P(PostgresDialect.Storable(act.Reason)), P(act.At.ToUniversalTime()));
                return (int)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation) =>
        connections.RunAsync<IReadOnlyList<OperatorAct>>(
            "read operators' acts",
            async connection =>
            {
                await using var command = Command(
                    connection, "select kind, subscription, stream, up_to, actor, reason, at from operator_acts order by number desc limit $1", P((long)limit));
                return await ToListAsync(command, Act, cancellation).ConfigureAwait(false);
            },
            cancellation);

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static void AddPark(NpgsqlBatch batch, IReadOnlyList<ParkedEvent> park)
    {
        // A statement can upsert a row once; the last of equals counts.
        ParkedEvent[] rows = [.. park.GroupBy(p => (p.Subscription, p.Position)).Select(same => same.Last())];
        Add(
            batch,
            """
            insert into parked (subscription, position, stream, type, error, attempts, parked_at, redrive_requested)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (subscription, position) do update set
              stream = excluded.stream, type = excluded.type, error = excluded.error, attempts = excluded.attempts,
              parked_at = excluded.parked_at, redrive_requested = excluded.redrive_requested
            """,
            P(Array.ConvertAll(rows, p => p.Subscription)), P(Array.ConvertAll(rows, p => p.Position)), P(Array.ConvertAll(rows, p => p.Stream)),
            P(Array.ConvertAll(rows, p => p.Type)), P(Array.ConvertAll(rows, p => PostgresDialect.Storable(p.Error))),
            P(Array.ConvertAll(rows, p => p.Attempts)), P(Array.ConvertAll(rows, p => p.ParkedAt.ToUniversalTime())),
            P(Array.ConvertAll(rows, p => p.RedriveRequested)));
    }

    private static ParkedEvent Parked(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5),
        row.GetFieldValue<DateTimeOffset>(6), row.GetBoolean(7));

    private static OperatorAct Act(NpgsqlDataReader row) => new(
        Enum.Parse<OperatorActKind>(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5),
        row.GetFieldValue<DateTimeOffset>(6));
}
