using Contrail.Engine.Events;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Projections;

/// <summary>
/// Folds pages of events into the rows of one table. Rows of a page are read once and written once, however often they are
/// touched; rows touched lately stay in memory.
/// </summary>
internal sealed class ProjectionSubscriber(Projection projection, string table, IReadModelStore store, EventSerializer serializer, RowWatchers? watchers = null) : Subscriber
{
    private readonly Dictionary<string, object?> rows = new(StringComparer.Ordinal);
    // Of the newest page. Its commit may be under way while the next one is handled, never while the one after that is.
    private readonly HashSet<string> uncommitted = new(StringComparer.Ordinal);

    public override IReadOnlyCollection<string>? Types { get; } =
        projection.Routes.Keys.Select(type => serializer.Types.NameOf(type).Type).ToHashSet(StringComparer.Ordinal);

    /// <summary>See <see cref="SubscriptionOptions.CachedRows"/>.</summary>
    public int CachedRows { get; init; } = new SubscriptionOptions().CachedRows;

    public TableSchema Schema { get; } = projection.Schema(table);

    public override bool MayRunAhead => true;

    /// <summary>Deserialises, which an event remembers. One that cannot be deserialised is found out again when its turn comes.</summary>
    public override void Prepare(RecordedEvent recorded)
    {
        try
        {
            _ = serializer.Deserialize(recorded);
        }
        catch (Exception e) when (!FaultPolicy.IsTransient(e))
        {
        }
    }

    public override void Reset()
    {
        rows.Clear();
        uncommitted.Clear();
    }

    public override void Committed(IReadOnlyList<TableChange> rows) => watchers?.Tell(rows);

    public override async Task<Handled> HandleAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        uncommitted.Clear();
        var (steps, faults) = Route(events);
        await LoadAsync(steps, cancellation).ConfigureAwait(false);
        foreach (var step in steps)
        {
            Fold(step, faults);
        }

        var change = Change();
        Shrink();
        return new Handled(
            [.. faults.Values.SelectMany(f => f).OrderBy(f => f.Event.Position)],
            change.Upserts.Count + change.Deletes.Count == 0 ? [] : [change]);
    }

    public override async Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation)
    {
        var trial = new ProjectionSubscriber(projection, table, store, serializer);
        var handled = await trial.HandleAsync([@event], cancellation).ConfigureAwait(false);
        return handled.Faults.Count == 0 ? null : handled.Faults[0].Error!.Message;
    }

    /// <summary>Deserialises and finds the rows of each event. A fault here is the event's: its stream is set aside from there.</summary>
    private (List<Step> Steps, Dictionary<string, List<Fault>> Faults) Route(IReadOnlyList<RecordedEvent> events)
    {
        var steps = new List<Step>(events.Count);
        var changes = new List<(string, Func<object?, object, RecordedEvent, string, object?>)>();
        var faults = new Dictionary<string, List<Fault>>(StringComparer.Ordinal);
        foreach (var recorded in events)
        {
            if (faults.TryGetValue(recorded.Stream, out var failed))
            {
                failed.Add(new Fault(recorded, null, 0));
                continue;
            }

            try
            {
                changes.Clear();
                var @event = serializer.Deserialize(recorded);
                foreach (var route in projection.Routes[@event.GetType()])
                {
                    foreach (var key in route.Keys(@event, recorded))
                    {
                        changes.Add((KeyOf(key, recorded), route.Change));
                    }
                }

                steps.Add(new Step(recorded, @event, [.. changes]));
            }
            catch (Exception e) when (!FaultPolicy.IsTransient(e))
            {
                faults[recorded.Stream] = [new Fault(recorded, e, 1)];
            }
        }

        return (steps, faults);
    }

    private string KeyOf(string? key, RecordedEvent recorded) =>
        key ?? throw new InvalidOperationException($"{projection.Name} finds no key for its row in this {recorded.Type}.");

    private async ValueTask LoadAsync(List<Step> steps, CancellationToken cancellation)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var (key, _) in step.Changes)
            {
                if (!rows.ContainsKey(key))
                {
                    missing.Add(key);
                }
            }
        }

        if (missing.Count == 0)
        {
            return;
        }

        foreach (var columns in await store.ReadRowsAsync(Schema, missing, cancellation).ConfigureAwait(false))
        {
            rows[(string)columns[0]!] = projection.ToRow(columns);
        }

        foreach (var key in missing)
        {
            rows.TryAdd(key, null);
        }
    }

    /// <summary>Folds an event unless an earlier one of its stream failed. If it fails, all later ones of its stream follow it.</summary>
    private void Fold(Step step, Dictionary<string, List<Fault>> faults)
    {
        var failed = faults.GetValueOrDefault(step.Recorded.Stream);
        if (failed is not null && failed[0].Event.Position < step.Recorded.Position)
        {
            failed.Add(new Fault(step.Recorded, null, 0));
        }
        else if (Fold(step) is { } error)
        {
            var followers = failed?.Select(f => new Fault(f.Event, null, 0)) ?? [];
            faults[step.Recorded.Stream] = [new Fault(step.Recorded, error, FaultPolicy.Attempts), .. followers];
        }
    }

    /// <summary>Changes all rows of the event, or none.</summary>
    private Exception? Fold(Step step)
    {
        var before = new object?[step.Changes.Length];
        var done = 0;
        try
        {
            for (; done < step.Changes.Length; done++)
            {
                var (key, change) = step.Changes[done];
                before[done] = rows[key];
                var changed = change(rows[key], step.Event, step.Recorded, key);
                rows[key] = changed is not null && projection.MissingColumnOf(changed) is { } missing
                    ? throw new InvalidOperationException($"The row {key} of {projection.Name} would have no {missing}, which every row has.")
                    : changed;
            }
        }
        catch (Exception e) when (!FaultPolicy.IsTransient(e))
        {
            while (done-- > 0)
            {
                rows[step.Changes[done].Key] = before[done];
            }

            return e;
        }

        foreach (var (key, _) in step.Changes)
        {
            uncommitted.Add(key);
        }

        return null;
    }

    private TableChange Change()
    {
        var upserts = new List<object?[]>(uncommitted.Count);
        var deletes = new List<string>();
        foreach (var key in uncommitted)
        {
            if (rows[key] is { } row)
            {
                upserts.Add(projection.ToColumns(row));
            }
            else
            {
                deletes.Add(key);
            }
        }

        return new TableChange(Schema, upserts, deletes);
    }

    private void Shrink()
    {
        if (rows.Count > CachedRows)
        {
            foreach (var key in rows.Keys.Where(k => !uncommitted.Contains(k)).ToList())
            {
                rows.Remove(key);
            }
        }
    }

    private sealed record Step(
        RecordedEvent Recorded, object Event, (string Key, Func<object?, object, RecordedEvent, string, object?> Change)[] Changes);
}
