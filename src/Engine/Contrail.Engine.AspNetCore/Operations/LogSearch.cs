using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.AspNetCore;

/// <summary>What is looked for in a log.</summary>
/// <param name="Type">Wire name without version; null for all.</param>
/// <param name="Stream">A stream; null for all.</param>
/// <param name="Correlation">A correlation; null for all.</param>
internal sealed record EventFilter(string? Type, string? Stream, Guid? Correlation)
{
    public static EventFilter Of(string? type, string? stream, Guid? correlation) =>
        new(type is null ? null : VersionLess(type), stream, correlation);

    public bool Holds(RecordedEvent e) =>
        (Type is null || e.Type == Type) && (Stream is null || e.Stream == Stream)
        && (Correlation is null || e.ReadMetadata().CorrelationId == Correlation);

    private static string VersionLess(string type)
    {
        var last = type.LastIndexOf(".v", StringComparison.Ordinal);
        return last > 0 && type.Length > last + 2 && type.AsSpan(last + 2).IndexOfAnyExceptInRange('0', '9') < 0 ? type[..last] : type;
    }
}

/// <summary>Reads a log forward or backward through a filter, by the shortest way the filter allows.</summary>
internal sealed class LogSearch(RunningModule module, Correlations correlations)
{
    private const int Window = 1000;

    /// <summary>A request looks at so many events at most, and says where it stopped.</summary>
    private const int MostLookedAt = 50_000;

    /// <summary>The first events after a position.</summary>
    public async Task<EventPage> ForwardAsync(EventFilter filter, long after, int limit, CancellationToken cancellation)
    {
        var head = (await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false)).Position;
        if (await FewAsync(filter, cancellation).ConfigureAwait(false) is { } few)
        {
            return Page([.. few.Where(e => e.Position > after).Take(limit + 1)], limit, head);
        }

        var found = new List<RecordedEvent>();
        var start = after;
        while (found.Count <= limit && after < head && after - start < MostLookedAt)
        {
            var page = await module.Log.ReadAsync(after, Window, filter.Type is null ? null : [filter.Type], cancellation).ConfigureAwait(false);
            found.AddRange(page.Events);
            after = page.ScannedTo;
        }

        return found.Count > limit || after >= head ? Page([.. found.Take(limit + 1)], limit, head) : new EventPage(Stored(found), after, head);
    }

    /// <summary>The last events before a position, the newest first.</summary>
    public async Task<EventPage> BackwardAsync(EventFilter filter, long before, int limit, CancellationToken cancellation)
    {
        var head = (await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false)).Position;
        if (await FewAsync(filter, cancellation).ConfigureAwait(false) is { } few)
        {
            return Page([.. few.Where(e => e.Position < before).Reverse().Take(limit + 1)], limit, head);
        }

        var found = new List<RecordedEvent>();
        var top = Math.Min(before, head + 1);
        var start = top;
        while (found.Count <= limit && top > 1 && start - top < MostLookedAt)
        {
            var bottom = Math.Max(0, top - 1 - Window);
            var page = await module.Log.ReadAsync(bottom, (int)(top - 1 - bottom), filter.Type is null ? null : [filter.Type], cancellation).ConfigureAwait(false);
            found.AddRange(page.Events.Where(e => e.Position < top).Reverse());
            top = bottom + 1;
        }

        return found.Count > limit || top <= 1 ? Page([.. found.Take(limit + 1)], limit, head) : new EventPage(Stored(found), top, head);
    }

    /// <summary>All events that fit a filter by stream or correlation, which are few; null for other filters.</summary>
    private async Task<IReadOnlyList<RecordedEvent>?> FewAsync(EventFilter filter, CancellationToken cancellation)
    {
        if (filter.Stream is { } stream)
        {
            return await module.Log.ReadWholeStreamAsync(stream, cancellation: cancellation).Where(filter.Holds).ToListAsync(cancellation).ConfigureAwait(false);
        }

        return filter.Correlation is { } correlation
            ? [.. (await correlations.Of(module).FindAsync(correlation, cancellation).ConfigureAwait(false)).Where(filter.Holds)]
            : null;
    }

    private EventPage Page(List<RecordedEvent> found, int limit, long head) => found.Count > limit
        ? new EventPage(Stored(found.Take(limit)), found[limit - 1].Position, head)
        : new EventPage(Stored(found), null, head);

    private IReadOnlyList<StoredEvent> Stored(IEnumerable<RecordedEvent> events) => [.. events.Select(e => StoredEvent.Of(module.Name, e))];
}
