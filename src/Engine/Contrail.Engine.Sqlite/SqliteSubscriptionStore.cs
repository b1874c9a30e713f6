using Contrail.Engine.Log;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Sqlite;

/// <summary>Progress of subscriptions in the module's read file, in the same transaction as the rows they write.</summary>
/// <param name="writer">The file's writer.</param>
/// <param name="readers">Connections to read with.</param>
/// <param name="clock">Decides when leases run out.</param>
internal sealed class SqliteSubscriptionStore(SqliteWriter writer, SqliteReaders readers, TimeProvider clock) : ISubscriptionStore
{
    private readonly SqliteGroupCommit commits = new(writer);
    private const string ParkedColumns = "subscription, position, stream, type, error, attempts, parked_at, redrive_requested";

    /// <inheritdoc/>
    public ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation) =>
        ValueTask.FromResult(writer.Write(connection =>
        {
            var now = clock.GetUtcNow();
            var held = connection.Prepare("select owner, epoch, leased_until from subscriptions where name = ?1").BindText(1, subscription);
            var (holder, epoch, until) = held.Step() ? (held.Text(0), held.Integer(1), held.Integer(2)) : (null, 0, 0);
            held.Reset();
            if (holder is not null && holder != owner && until > HashChain.ToMicroseconds(now))
            {
                return null;
            }

            if (holder != owner)
            {
                epoch = connection.QueryInteger("update epochs set last = last + 1 returning last");
            }

            connection.Prepare(
                """
                insert into subscriptions (name, owner, epoch, leased_until) values (?1, ?2, ?3, ?4)
                on conflict (name) do update set owner = excluded.owner, epoch = excluded.epoch, leased_until = excluded.leased_until
                """).BindText(1, subscription).BindText(2, owner).Bind(3, epoch).Bind(4, now + duration).Run();
            return new Lease(subscription, owner, epoch);
        }));

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation)
    {
        writer.Write(connection =>
        {
            connection.Prepare("update subscriptions set leased_until = 0 where name = ?1 and epoch = ?2")
                .BindText(1, lease.Subscription).Bind(2, lease.Epoch).Run();
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(connection => ReadCheckpoint(connection, subscription)));

    /// <inheritdoc/>
    public ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation) =>
        commits.WriteAsync(connection =>
        {
            Advance(connection, lease, commit.Position);
            Park(connection, commit.Park);
            var unpark = connection.Prepare("delete from parked where subscription = ?1 and position = ?2");
            foreach (var position in commit.Unpark)
            {
                unpark.BindText(1, lease.Subscription).Bind(2, position).Run();
            }

            WriteRows(connection, commit.Rows);
        });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<ParkedEvent>>(readers.Read(connection =>
        {
            var where = subscription is null ? "" : "subscription = ?3 and ";
            var select = connection.Prepare($"select {ParkedColumns} from parked where {where}position > ?1 order by position, subscription limit ?2")
                .Bind(1, afterPosition).Bind(2, Math.Max(0, limit));
            if (subscription is not null)
            {
                select.BindText(3, subscription);
            }

            var found = new List<ParkedEvent>();
            while (select.Step())
            {
                found.Add(new ParkedEvent(
                    select.Text(0), select.Integer(1), select.Text(2), select.Text(3), select.Text(4), (int)select.Integer(5), select.Instant(6), select.Integer(7) != 0));
            }

            return found;
        }));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyCollection<string>>(readers.Read(connection =>
        {
            var select = connection.Prepare("select distinct stream from parked where subscription = ?1").BindText(1, subscription);
            var streams = new HashSet<string>(StringComparer.Ordinal);
            while (select.Step())
            {
                streams.Add(select.Text(0));
            }

            return streams;
        }));

    /// <inheritdoc/>
    public ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation) =>
        ValueTask.FromResult(writer.WriteDurably(connection =>
        {
            var change = act.Kind == OperatorActKind.Discard ? "delete from parked" : "update parked set redrive_requested = 1";
            connection.Prepare($"{change} where subscription = ?1 and stream = ?2 and position <= ?3")
                .BindText(1, act.Subscription).BindText(2, act.Stream).Bind(3, act.UpTo).Run();
            var concerned = connection.Changes;
            if (concerned > 0)
            {
                connection.Prepare("insert into operator_acts (kind, subscription, stream, up_to, actor, reason, at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                    .BindText(1, act.Kind.ToString()).BindText(2, act.Subscription).BindText(3, act.Stream).Bind(4, act.UpTo)
                    .BindText(5, act.Actor).BindText(6, act.Reason).Bind(7, act.At).Run();
            }

            return concerned;
        }));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<OperatorAct>>(readers.Read(connection =>
        {
            var select = connection.Prepare("select kind, subscription, stream, up_to, actor, reason, at from operator_acts order by number desc limit ?1")
                .Bind(1, Math.Max(0, limit));
            var acts = new List<OperatorAct>();
            while (select.Step())
            {
                acts.Add(new OperatorAct(
                    Enum.Parse<OperatorActKind>(select.Text(0)), select.Text(1), select.Text(2), select.Integer(3), select.Text(4), select.Text(5), select.Instant(6)));
            }

            return acts;
        }));

    /// <summary>The checkpoint as the connection's view has it.</summary>
    internal static long ReadCheckpoint(SqliteConnectionHandle connection, string subscription)
    {
        var select = connection.Prepare("select checkpoint from subscriptions where name = ?1").BindText(1, subscription);
        var checkpoint = select.Step() ? select.Integer(0) : 0;
        select.Reset();
        return checkpoint;
    }

    private static void Advance(SqliteConnectionHandle connection, Lease lease, long position)
    {
        connection.Prepare("update subscriptions set checkpoint = max(checkpoint, ?3) where name = ?1 and epoch = ?2")
            .BindText(1, lease.Subscription).Bind(2, lease.Epoch).Bind(3, position).Run();
        if (connection.Changes == 0)
        {
            throw new FencedOffException($"{lease.Subscription} is run by another owner now; {lease.Owner} (epoch {lease.Epoch}) must stop.");
        }
    }

    private static void Park(SqliteConnectionHandle connection, IReadOnlyList<ParkedEvent> events)
    {
        foreach (var e in events)
        {
            connection.Prepare($"insert or replace into parked ({ParkedColumns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                .BindText(1, e.Subscription).Bind(2, e.Position).BindText(3, e.Stream).BindText(4, e.Type).BindText(5, e.Error)
                .Bind(6, e.Attempts).Bind(7, e.ParkedAt).Bind(8, e.RedriveRequested ? 1 : 0).Run();
        }
    }

    private static void WriteRows(SqliteConnectionHandle connection, IReadOnlyList<TableChange> changes)
    {
        foreach (var (table, upserts, deletes) in changes)
        {
            if (upserts.Count > 0)
            {
                var upsert = connection.Prepare(SqliteDialect.Upsert(table));
                foreach (var row in upserts)
                {
                    SqliteDialect.Bind(upsert, table, row);
                    upsert.Run();
                }
            }

            if (deletes.Count > 0)
            {
                var delete = connection.Prepare(SqliteDialect.Delete(table));
                foreach (var key in deletes)
                {
                    delete.BindText(1, key).Run();
                }
            }
        }
    }
}
