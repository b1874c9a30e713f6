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

/// <summary>Reads a log from its beginning and checks positions, stream versions and the hash chain.</summary>
public static class LogVerifier
{
    private const int MaxProblems = 100;

    /// <summary>Verifies a log as it stands; events appended meanwhile are not waited for.</summary>
    /// <param name="log">The log.</param>
    /// <param name="anchor">Its anchor, if one is kept.</param>
    /// <param name="progress">Told the position reached, after each page.</param>
    /// <param name="cancellation">Stops the verification.</param>
    public static async Task<LogReport> VerifyAsync(
        ILogStore log, LogHead? anchor = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var problems = new List<string>();
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var last = LogHead.Empty;
        var head = await log.ReadHeadAsync(cancellation).ConfigureAwait(false);
        long events = 0;
        while (last.Position < head.Position && problems.Count < MaxProblems)
        {
            var page = await log.ReadAsync(last.Position, 2000, types: null, cancellation).ConfigureAwait(false);
            if (page.Events.Count == 0)
            {
                break;
            }

            foreach (var e in page.Events)
            {
                Check(e, last, versions, problems);
                if (anchor is not null && anchor.Position == e.Position && !anchor.Hash.Span.SequenceEqual(e.Hash.Span))
                {
                    problems.Add($"Position {e.Position}: the anchor holds another hash; this is not the event that was acknowledged.");
                }

                last = new LogHead(e.Position, e.Hash);
                events++;
            }

            progress?.Report(last.Position);
        }

        if (last.Position < head.Position)
        {
            problems.Add($"The log says it ends at position {head.Position}, but its events end at {last.Position}.");
        }

        if (anchor is not null && anchor.Position > last.Position)
        {
            problems.Add($"Position {anchor.Position} was acknowledged, but the events end at {last.Position}: {anchor.Position - last.Position} are lost.");
        }

        return new LogReport(events, versions.Count, last, problems);
    }

    private static void Check(RecordedEvent e, LogHead last, Dictionary<string, long> versions, List<string> problems)
    {
        if (problems.Count >= MaxProblems)
        {
            return;
        }

        if (e.Position != last.Position + 1)
        {
            problems.Add($"Position {last.Position + 1} is missing; the next event has position {e.Position}.");
        }

        var version = versions.GetValueOrDefault(e.Stream) + 1;
        versions[e.Stream] = e.Version;
        if (e.Version != version)
        {
            problems.Add($"Position {e.Position}: {e.Stream} has version {e.Version} where {version} belongs.");
        }

        if (!HashChain.Holds(last.Hash.Span, e))
        {
            problems.Add($"Position {e.Position}: the hash does not fit the event {e.Type} of {e.Stream}; it, or the one before, was changed.");
        }
    }
}
