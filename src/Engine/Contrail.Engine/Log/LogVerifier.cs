using System.Collections.Concurrent;
using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>What a verification of a whole log found.</summary>
/// <param name="Events">How many events were read.</param>
/// <param name="Streams">How many streams they form.</param>
/// <param name="Head">The last position and hash.</param>
/// <param name="Problems">Empty for a whole log; at most 100 are listed.</param>
public sealed record LogReport(long Events, long Streams, LogHead Head, IReadOnlyList<string> Problems)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Problems.Count == 0;
}

/// <summary>
/// Reads a log from its beginning and checks positions, stream versions and the hash chain; then reads each stream by itself,
/// which a store does another way, and checks that it has the same events.
/// </summary>
public static class LogVerifier
{
    private const int MaxProblems = 100;
    private const int StreamsAtOnce = 4;

    /// <summary>Verifies a log as it stands; events appended meanwhile are not waited for.</summary>
    /// <param name="log">The log.</param>
    /// <param name="anchor">Its anchor, if one is kept.</param>
    /// <param name="progress">Told the position reached, after each page.</param>
    /// <param name="cancellation">Stops the verification.</param>
    public static async Task<LogReport> VerifyAsync(
        ILogStore log, LogHead? anchor = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var problems = new List<string>();
        var streams = new Dictionary<string, StreamEnd>(StringComparer.Ordinal);
        var last = LogHead.Empty;
        var head = await log.ReadHeadAsync(cancellation).ConfigureAwait(false);
        long events = 0;
        await foreach (var page in log.ReadPagesAsync(pageSize: 2000, cancellation: cancellation).ConfigureAwait(false))
        {
            foreach (var e in page.Events)
            {
                Check(e, last, streams, problems);
                if (anchor is not null && anchor.Position == e.Position && !anchor.Hash.Span.SequenceEqual(e.Hash.Span))
                {
                    problems.Add($"Position {e.Position}: the anchor holds another hash; this is not the event that was acknowledged.");
                }

                last = new LogHead(e.Position, e.Hash);
                events++;
            }

            progress?.Report(last.Position);
            if (page.Events.Count == 0 || last.Position >= head.Position || problems.Count >= MaxProblems)
            {
                break;
            }
        }

        if (last.Position > head.Position)
        {
            // Appended meanwhile, then the stored head has moved too; what the process knows of it may be a little behind.
            var end = (await log.ReadAsync(last.Position, 0, types: null, cancellation).ConfigureAwait(false)).Head;
            if (last.Position > end)
            {
                problems.Add($"The log says it ends at position {end}, but there are events up to {last.Position}: they were not appended by the engine.");
            }
        }

        if (last.Position < head.Position)
        {
            problems.Add($"The log says it ends at position {head.Position}, but its events end at {last.Position}.");
        }

        if (anchor is not null && anchor.Position > last.Position)
        {
            problems.Add($"Position {anchor.Position} was acknowledged, but the events end at {last.Position}: {anchor.Position - last.Position} are lost.");
        }

        if (problems.Count == 0)
        {
            await CheckStreamsAsync(log, streams, problems, cancellation).ConfigureAwait(false);
        }

        return new LogReport(events, streams.Count, last, problems);
    }

    private static void Check(RecordedEvent e, LogHead last, Dictionary<string, StreamEnd> streams, List<string> problems)
    {
        if (problems.Count >= MaxProblems)
        {
            return;
        }

        if (e.Position != last.Position + 1)
        {
            problems.Add($"Position {last.Position + 1} is missing; the next event has position {e.Position}.");
        }

        var before = streams.GetValueOrDefault(e.Stream);
        streams[e.Stream] = before.After(e);
        if (e.Version != before.Version + 1)
        {
            problems.Add($"Position {e.Position}: {e.Stream} has version {e.Version} where {before.Version + 1} belongs.");
        }

        if (!HashChain.Holds(last.Hash.Span, e))
        {
            problems.Add($"Position {e.Position}: the hash does not fit the event {e.Type} of {e.Stream}; it, or the one before, was changed.");
        }
    }

    private static async Task CheckStreamsAsync(
        ILogStore log, Dictionary<string, StreamEnd> streams, List<string> problems, CancellationToken cancellation)
    {
        var found = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            streams,
            new ParallelOptions { MaxDegreeOfParallelism = StreamsAtOnce, CancellationToken = cancellation },
            async (stream, token) =>
            {
                var end = default(StreamEnd);
                await foreach (var e in log.ReadWholeStreamAsync(stream.Key, cancellation: token).ConfigureAwait(false))
                {
                    if (e.Version > stream.Value.Version)
                    {
                        break; // Appended meanwhile.
                    }

                    end = end.After(e);
                }

                if (end != stream.Value)
                {
                    found.Enqueue($"{stream.Key}: read by itself it has not the events that it has in the log. The store's index of streams is damaged.");
                }
            }).ConfigureAwait(false);
        problems.AddRange(found.Order(StringComparer.Ordinal).Take(MaxProblems));
    }

    /// <summary>The last version of a stream and a digest of the positions up to there.</summary>
    private readonly record struct StreamEnd(long Version, long Digest)
    {
        public StreamEnd After(RecordedEvent e) => new(e.Version, unchecked((Digest * 31) + e.Position));
    }
}
