using System.Runtime.CompilerServices;
using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>Reading a log or a stream as an asynchronous sequence; pages are fetched as they are needed.</summary>
public static class LogReading
{
    /// <summary>Events after a position up to the head of the time of the last page.</summary>
    public static async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        this ILogStore log, long after = 0, IReadOnlyCollection<string>? types = null, int pageSize = 1000, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var page = await log.ReadAsync(after, pageSize, types, cancellation).ConfigureAwait(false);
            foreach (var e in page.Events)
            {
                yield return e;
            }

            after = page.ScannedTo;
            if (after >= page.Head)
            {
                yield break;
            }
        }
    }

    /// <summary>Events of a stream after a version.</summary>
    public static async IAsyncEnumerable<RecordedEvent> ReadWholeStreamAsync(
        this ILogStore log, string stream, long afterVersion = 0, int pageSize = 1000, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var page = await log.ReadStreamAsync(stream, afterVersion, pageSize, cancellation).ConfigureAwait(false);
            foreach (var e in page)
            {
                yield return e;
                afterVersion = e.Version;
            }

            if (page.Count < pageSize)
            {
                yield break;
            }
        }
    }
}
