using System.Runtime.CompilerServices;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Follows the logs of modules for one reader. It buffers nothing: the reader's pace decides how far it reads, and one that falls
/// too far behind is told how many events it missed and goes on near the end.
/// </summary>
internal sealed class LiveFeed(IReadOnlyList<RunningModule> modules, EventFilter filter)
{
    private const int PageSize = 200;

    /// <summary>A reader that is further behind misses events.</summary>
    public long MostBehind { get; init; } = 2000;

    /// <summary>How often it says that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What happens from now on, until the reader leaves.</summary>
    public async IAsyncEnumerable<LiveItem> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Not disposed: a commit may be telling of itself while the reader leaves.
        var committed = new SemaphoreSlim(0);
        void OnCommitted(CommitNotice notice) => committed.Release();
        var at = new long[modules.Count];
        foreach (var module in modules)
        {
            module.Log.Committed += OnCommitted;
        }

        try
        {
            for (var i = 0; i < at.Length; i++)
            {
                at[i] = (await modules[i].Log.ReadHeadAsync(cancellation).ConfigureAwait(false)).Position;
            }

            yield return LiveItem.Alive(Positions(at));
            while (!cancellation.IsCancellationRequested)
            {
                var idle = true;
                for (var i = 0; i < at.Length; i++)
                {
                    var (items, position) = await ReadOnAsync(modules[i], at[i], cancellation).ConfigureAwait(false);
                    idle &= position == at[i];
                    at[i] = position;
                    foreach (var item in items)
                    {
                        yield return item;
                    }
                }

                if (idle && !await WaitAsync(committed, cancellation).ConfigureAwait(false))
                {
                    yield return LiveItem.Alive(Positions(at));
                }
            }
        }
        finally
        {
            foreach (var module in modules)
            {
                module.Log.Committed -= OnCommitted;
            }
        }
    }

    private async Task<(IReadOnlyList<LiveItem> Items, long Position)> ReadOnAsync(RunningModule module, long position, CancellationToken cancellation)
    {
        var items = new List<LiveItem>();
        try
        {
            var head = (await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false)).Position;
            if (head - position > MostBehind)
            {
                items.Add(LiveItem.Missed(module.Name, head - MostBehind - position));
                position = head - MostBehind;
            }

            if (position < head)
            {
                var page = await module.Log.ReadAsync(position, PageSize, filter.Type is null ? null : [filter.Type], cancellation).ConfigureAwait(false);
                items.AddRange(page.Events.Where(filter.Holds).Select(e => LiveItem.Happened(module.Name, e)));
                position = page.ScannedTo;
            }
        }
        catch (StorageUnavailableException)
        {
            // The next heartbeat shows whether it goes on.
        }

        return (items, position);
    }

    /// <summary>Waits for a commit; false when it was time for a heartbeat.</summary>
    private async Task<bool> WaitAsync(SemaphoreSlim committed, CancellationToken cancellation)
    {
        if (!await committed.WaitAsync(Heartbeat, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        // However many there were: one look sees them all.
        while (committed.CurrentCount > 0 && await committed.WaitAsync(0, cancellation).ConfigureAwait(false))
        {
        }

        return true;
    }

    private Dictionary<string, long> Positions(long[] at) => modules.Index().ToDictionary(m => m.Item.Name, m => at[m.Index], StringComparer.Ordinal);
}

/// <summary>What a watcher is told.</summary>
/// <param name="Kind">event, missed, or alive: the name of the server-sent event.</param>
/// <param name="Module">Whose event, or events.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="CorrelationId">What it belongs to.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Count">How many events were missed.</param>
/// <param name="Positions">How far each module was read, at a heartbeat.</param>
public sealed record LiveItem(
    string Kind,
    string? Module = null,
    long? Position = null,
    string? Stream = null,
    string? Type = null,
    DateTimeOffset? At = null,
    Guid? CorrelationId = null,
    string? Actor = null,
    long? Count = null,
    IReadOnlyDictionary<string, long>? Positions = null)
{
    internal static LiveItem Happened(string module, RecordedEvent e)
    {
        var metadata = e.ReadMetadata();
        return new LiveItem("event", module, e.Position, e.Stream, new WireName(e.Type, e.SchemaVersion).ToString(), e.RecordedAt, metadata.CorrelationId, metadata.Actor);
    }

    internal static LiveItem Missed(string module, long count) => new("missed", module, Count: count);

    internal static LiveItem Alive(IReadOnlyDictionary<string, long> positions) => new("alive", Positions: positions);
}
