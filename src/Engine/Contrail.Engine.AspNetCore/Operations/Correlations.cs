using System.Buffers.Text;
using System.Collections.Concurrent;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.AspNetCore;

/// <summary>Where the events of a correlation lie, for each module of this host.</summary>
internal sealed class Correlations
{
    private readonly ConcurrentDictionary<string, CorrelationIndex> indexes = new(StringComparer.Ordinal);

    public CorrelationIndex Of(RunningModule module) => indexes.GetOrAdd(module.Name, _ => new CorrelationIndex(module.Log));
}

/// <summary>
/// Finds the events of a correlation without an index in the database, so that nobody who writes pays for it: for each event four
/// bytes of a hash of its correlation, at its position, in memory. It is read from the log when it is first asked for, and on from there
/// each time. A hit is checked against the event.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="most">Events that it remembers: the newest.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The wait handle of the semaphore is never asked for, so it owns nothing.")]
internal sealed class CorrelationIndex(ILogStore log, int most = CorrelationIndex.MostEvents)
{
    /// <summary>16 MiB a module, when it is full.</summary>
    public const int MostEvents = 4 * 1024 * 1024;

    // As EventMetadata writes it: the correlation comes first. What is written otherwise is parsed.
    private static ReadOnlySpan<byte> Beginning => "{\"correlationId\":\""u8;

    private readonly SemaphoreSlim gate = new(1, 1);
    private uint[] hashes = new uint[1024];
    private long first;
    private long last;

    /// <summary>Events before this position are not found: it remembers the newest only.</summary>
    public long SearchedFrom => first + 1;

    /// <summary>The events of a correlation, in order.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> FindAsync(Guid correlation, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await ReadOnAsync(cancellation).ConfigureAwait(false);
            var found = new List<RecordedEvent>();
            foreach (var position in PositionsOf(HashOf(correlation)))
            {
                var page = await log.ReadAsync(position - 1, 1, types: null, cancellation).ConfigureAwait(false);
                found.AddRange(page.Events.Where(e => CorrelationOf(e) == correlation));
            }

            return found;
        }
        finally
        {
            gate.Release();
        }
    }

    private static uint HashOf(Guid correlation)
    {
        Span<byte> bytes = stackalloc byte[16];
        correlation.TryWriteBytes(bytes);
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return (uint)hash.ToHashCode();
    }

    private static Guid CorrelationOf(RecordedEvent e)
    {
        var metadata = e.Metadata.Span;
        return metadata.StartsWith(Beginning) && Utf8Parser.TryParse(metadata[Beginning.Length..], out Guid id, out _, 'D')
            ? id
            : e.ReadMetadata().CorrelationId;
    }

    private List<long> PositionsOf(uint hash)
    {
        var positions = new List<long>();
        var count = (int)(last - first);
        for (var at = 0; at < count;)
        {
            var next = hashes.AsSpan(at, count - at).IndexOf(hash);
            if (next < 0)
            {
                break;
            }

            at += next + 1;
            positions.Add(first + at);
        }

        return positions;
    }

    private async Task ReadOnAsync(CancellationToken cancellation)
    {
        var head = (await log.ReadHeadAsync(cancellation).ConfigureAwait(false)).Position;
        if (last < head - most)
        {
            (first, last) = (head - most, head - most);
        }

        await foreach (var e in log.ReadAllAsync(last, cancellation: cancellation).ConfigureAwait(false))
        {
            Remember(HashOf(CorrelationOf(e)));
        }
    }

    private void Remember(uint hash)
    {
        var count = (int)(last - first);
        if (count == most)
        {
            // Forgets the oldest half at once, so that remembering stays cheap.
            var kept = most / 2;
            hashes.AsSpan(count - kept, kept).CopyTo(hashes);
            first = last - kept;
            count = kept;
        }

        if (count == hashes.Length)
        {
            Array.Resize(ref hashes, (int)Math.Min(most, hashes.Length * 2L));
        }

        hashes[count] = hash;
        last++;
    }
}
