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
        await foreach (var page in log.ReadPagesAsync(after, types, pageSize, cancellation).ConfigureAwait(false))
        {
            foreach (var e in page.Events)
            {
                yield return e;
            }
        }
    }

    /// <summary>Pages after a position up to the head of the time of the last page. The next is read while one is handled.</summary>
    public static async IAsyncEnumerable<LogPage> ReadPagesAsync(
        this ILogStore log, long after = 0, IReadOnlyCollection<string>? types = null, int pageSize = 1000, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Task<LogPage>? next = log.ReadAsync(after, pageSize, types, cancellation).AsTask();
        try
        {
            while (next is not null)
            {
                var page = await next.ConfigureAwait(false);
                // A store may read on the caller's thread.
                next = page.ScannedTo < page.Head ? Task.Run(() => log.ReadAsync(page.ScannedTo, pageSize, types, cancellation).AsTask(), cancellation) : null;
                yield return page;
            }
        }
        finally
        {
            if (next is not null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
