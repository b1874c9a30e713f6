using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// The newest events of a log in memory, shared by all subscriptions of a module: what was just committed here need not be read, and what one of
/// them has read, the others need not read again. A subscription further behind reads the log itself.
/// </summary>
internal sealed class LogTail : IDisposable
{
    private const int MaxEvents = 512;
    private const long MaxBytes = 8 * 1024 * 1024;
    private readonly ILogStore log;
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Lock gate = new();
    private Span held = Span.Of([], 0, 0);

    public LogTail(ILogStore log)
    {
        this.log = log;
        log.Committed += OnCommitted;
    }

    /// <summary>See <see cref="ILogStore.ReadAsync"/>.</summary>
    /// <param name="after">0 for the beginning.</param>
    /// <param name="limit">At most so many events.</param>
    /// <param name="types">Only these; null for all.</param>
    /// <param name="hint">The log is known to reach at least here.</param>
    /// <param name="cancellation">Stops the read.</param>
    public async ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, long hint, CancellationToken cancellation)
    {
        if (types is { Count: 0 } && hint > after)
        {
            return new LogPage([], hint, hint);
        }

        var span = Volatile.Read(ref held);
        if (span.To <= after && hint > after && hint - after <= limit)
        {
            span = await ExtendAsync(after, limit, cancellation).ConfigureAwait(false);
        }

        return span.From <= after && after < span.To
            ? span.After(after, limit, types)
            : await log.ReadAsync(after, limit, types, cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        log.Committed -= OnCommitted;
        reading.Dispose();
    }

    private void OnCommitted(CommitNotice commit)
    {
        if (commit.Events is { Count: > 0 } events)
        {
            Take(commit.From, events, commit.Head);
        }
    }

    /// <summary>Holds events that follow a position: with what is held, if they go on where that ends, instead of it if they lie further on.</summary>
    private Span Take(long from, IReadOnlyList<RecordedEvent> events, long head)
    {
        lock (gate)
        {
            if (held.To < from)
            {
                held = Span.Of([.. events], from, head);
            }
            else if (held.To < from + events.Count)
            {
                held = held.Followed([.. events.Skip((int)(held.To - from))], head);
            }

            return held;
        }
    }

    /// <summary>Reads what follows; those who come meanwhile wait for it instead of reading too.</summary>
    private async Task<Span> ExtendAsync(long after, int limit, CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref held) is { } span && after < span.To)
            {
                return span;
            }

            var page = await log.ReadAsync(after, limit, types: null, cancellation).ConfigureAwait(false);
            return Take(after, page.Events, page.Head);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Every event after one position up to another, and how many bytes they hold.</summary>
    private sealed record Span(RecordedEvent[] Events, long From, long To, long Head, long Bytes)
    {
        public static Span Of(RecordedEvent[] events, long from, long head) => new(events, from, from + events.Length, head, BytesOf(events));

        public Span Followed(RecordedEvent[] next, long head)
        {
            var keep = Math.Min(Events.Length, MaxEvents);
            var bytes = Bytes - BytesOf(Events.AsSpan(..^keep)) + BytesOf(next);
            for (; bytes > MaxBytes && keep > 0; keep--)
            {
                bytes -= BytesOf(Events.AsSpan(^keep..^(keep - 1)));
            }

            return new Span([.. Events.AsSpan(^keep..), .. next], To - keep, To + next.Length, head, bytes);
        }

        public LogPage After(long after, int limit, IReadOnlyCollection<string>? types)
        {
            var found = new List<RecordedEvent>();
            for (var i = (int)(after - From); i < Events.Length; i++)
            {
                if (types is null || types.Contains(Events[i].Type))
                {
                    if (found.Count == limit)
                    {
                        return new LogPage(found, found[^1].Position, Math.Max(Head, To));
                    }

                    found.Add(Events[i]);
                }
            }

            return new LogPage(found, To, Math.Max(Head, To));
        }

        private static long BytesOf(ReadOnlySpan<RecordedEvent> events)
        {
            var bytes = 0L;
            foreach (var e in events)
            {
                bytes += e.Data.Length + e.Metadata.Length;
            }

            return bytes;
        }
    }
}
