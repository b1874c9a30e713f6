using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Projections;

/// <summary>Who waits for rows of one read model to be written.</summary>
internal sealed class RowWatchers
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<RowWatch>> byKey = new(StringComparer.Ordinal);

    public void Add(RowWatch watch)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(watch.Key, out var watches))
            {
                byKey[watch.Key] = watches = new List<RowWatch>(1);
            }

            watches.Add(watch);
        }
    }

    public void Remove(RowWatch watch)
    {
        lock (gate)
        {
            if (byKey.TryGetValue(watch.Key, out var watches) && watches.Remove(watch) && watches.Count == 0)
            {
                byKey.Remove(watch.Key);
            }
        }
    }

    /// <summary>Wakes those whose rows were written.</summary>
    public void Tell(IReadOnlyList<TableChange> changes)
    {
        lock (gate)
        {
            if (byKey.Count == 0)
            {
                return;
            }

            foreach (var change in changes)
            {
                foreach (var row in change.Upserts)
                {
                    Tell((string)row[0]!);
                }

                foreach (var key in change.Deletes)
                {
                    Tell(key);
                }
            }
        }
    }

    private void Tell(string key)
    {
        if (byKey.TryGetValue(key, out var watches))
        {
            watches.ForEach(watch => watch.Wake());
        }
    }
}

/// <summary>Wakes when one row of a read model may have changed. Dispose it.</summary>
public sealed class RowWatch : IDisposable
{
    private readonly RowWatchers watchers;
    private readonly Func<TimeSpan> longestWait;
    private readonly WakeSignal written = new();

    internal RowWatch(string key, RowWatchers watchers, Func<TimeSpan> longestWait)
    {
        (Key, this.watchers, this.longestWait) = (key, watchers, longestWait);
        watchers.Add(this);
    }

    internal string Key { get; }

    /// <summary>Returns when the row was written since the watch began or last returned; now and then without cause, because another
    /// node may fill the read model.</summary>
    public Task WrittenAsync(CancellationToken cancellation) => written.WaitAsync(longestWait(), TimeProvider.System, cancellation);

    /// <inheritdoc/>
    public void Dispose() => watchers.Remove(this);

    internal void Wake() => written.Set();
}
