using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Subscriptions;

/// <summary>The pages of one subscription in order. Behind a full page more is waiting: it is read, and prepared, while that page is handled.</summary>
internal sealed class PageReader(LogTail tail, IReadOnlyCollection<string>? types, int pageSize, Action<RecordedEvent> prepare)
{
    private (long After, Task<LogPage> Page)? ahead;

    /// <summary>The page after a position.</summary>
    /// <param name="after">0 for the beginning.</param>
    /// <param name="head">The log is known to reach at least here.</param>
    /// <param name="cancellation">Stops this read and the one ahead.</param>
    public async ValueTask<LogPage> ReadAsync(long after, long head, CancellationToken cancellation)
    {
        LogPage page;
        if (ahead is { } next && next.After == after)
        {
            ahead = null;
            page = await next.Page.ConfigureAwait(false);
        }
        else
        {
            await ResetAsync().ConfigureAwait(false);
            page = await tail.ReadAsync(after, pageSize, types, head, cancellation).ConfigureAwait(false);
        }

        if (page.Events.Count == pageSize && page.ScannedTo < page.Head)
        {
            // A store may read on the caller's thread.
            ahead = (page.ScannedTo, Task.Run(() => ReadAheadAsync(page, cancellation), cancellation));
        }

        return page;
    }

    /// <summary>Forgets what was read ahead, once it is no longer being read.</summary>
    public async Task ResetAsync()
    {
        if (ahead is { } next)
        {
            ahead = null;
            await ((Task)next.Page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<LogPage> ReadAheadAsync(LogPage before, CancellationToken cancellation)
    {
        var page = await tail.ReadAsync(before.ScannedTo, pageSize, types, before.Head, cancellation).ConfigureAwait(false);
        foreach (var e in page.Events)
        {
            prepare(e);
        }

        return page;
    }
}
