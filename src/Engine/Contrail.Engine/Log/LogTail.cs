using System.Runtime.InteropServices;
using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// The newest events of a log in memory, shared by all subscriptions of a module: what was just committed here need not be read, and what one of
/// them has read, the others need not read again. A subscription further behind reads the log itself.
/// </summary>
internal sealed class LogTail : IDisposable
{
    private const int MaxEvents = 512;
    private const int BufferedEvents = 4 * MaxEvents;
    private const long MaxBytes = 8 * 1024 * 1024;
    private readonly ILogStore log;
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Lock gate = new();
    private Stretch held = Stretch.Of([], 0, 0);

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
    private Stretch Take(long from, IReadOnlyList<RecordedEvent> events, long head)
    {
        lock (gate)
        {
            if (held.To < from)
            {
                Volatile.Write(ref held, Stretch.Of(AsSpan(events), from, head));
            }
            else if (held.To < from + events.Count)
            {
                Volatile.Write(ref held, held.Followed(AsSpan(events)[(int)(held.To - from)..], head));
            }

            return held;
        }
    }

    private static ReadOnlySpan<RecordedEvent> AsSpan(IReadOnlyList<RecordedEvent> events) =>
        events is List<RecordedEvent> list ? CollectionsMarshal.AsSpan(list) : events.ToArray();

    /// <summary>Reads what follows; those who come meanwhile wait for it instead of reading too.</summary>
    private async Task<Stretch> ExtendAsync(long after, int limit, CancellationToken cancellation)
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

    /// <summary>Every event after one position up to another, and how many bytes its buffer holds.</summary>
    /// <remarks>A stretch and those that follow it share a buffer, of which each knows its own part: what comes is put behind that, where nobody looks
    /// yet. So a commit costs what it brings, not what is held. Only the newest stretch is followed, under the gate.</remarks>
    private sealed class Stretch
    {
        private readonly RecordedEvent[] buffer;
        private readonly int start;
        private readonly int count;
        private readonly long head;
        private readonly long bytes;

        private Stretch(RecordedEvent[] buffer, int start, int count, long from, long head, long bytes) =>
            (this.buffer, this.start, this.count, From, this.head, this.bytes) = (buffer, start, count, from, Math.Max(head, from + count), bytes);

        public long From { get; }

        public long To => From + count;

        public static Stretch Of(ReadOnlySpan<RecordedEvent> events, long from, long head) => Copied([], events, from, head);

        public Stretch Followed(ReadOnlySpan<RecordedEvent> next, long head)
        {
            var dropped = Math.Max(0, count - MaxEvents);
            var more = bytes + BytesOf(next);
            if (more > MaxBytes || start + count + next.Length > buffer.Length)
            {
                var kept = buffer.AsSpan(start + dropped, count - dropped);
                var left = BytesOf(kept) + BytesOf(next);
                for (; left > MaxBytes && !kept.IsEmpty; kept = kept[1..], dropped++)
                {
                    left -= BytesOf(kept[..1]);
                }

                return Copied(kept, next, From + dropped, head);
            }

            next.CopyTo(buffer.AsSpan(start + count));
            return new Stretch(buffer, start + dropped, count - dropped + next.Length, From + dropped, head, more);
        }

        public LogPage After(long after, int limit, IReadOnlyCollection<string>? types)
        {
            var found = new List<RecordedEvent>();
            foreach (var e in buffer.AsSpan(start, count)[(int)(after - From)..])
            {
                if (types is null || types.Contains(e.Type))
                {
                    if (found.Count == limit)
                    {
                        return new LogPage(found, found[^1].Position, head);
                    }

                    found.Add(e);
                }
            }

            return new LogPage(found, To, head);
        }

        private static Stretch Copied(ReadOnlySpan<RecordedEvent> kept, ReadOnlySpan<RecordedEvent> next, long from, long head)
        {
            var buffer = new RecordedEvent[Math.Max(BufferedEvents, kept.Length + next.Length)];
            kept.CopyTo(buffer);
            next.CopyTo(buffer.AsSpan(kept.Length));
            var count = kept.Length + next.Length;
            return new Stretch(buffer, 0, count, from, head, BytesOf(buffer.AsSpan(0, count)));
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
