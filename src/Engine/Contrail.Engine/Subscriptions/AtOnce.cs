namespace Contrail.Engine.Subscriptions;

/// <summary>Several pieces of work at the same time.</summary>
internal static class AtOnce
{
    private const int Most = 64;

    /// <summary>
    /// For work that soon waits for something: all of it is begun on this thread, so that the commands it leads to come to the decision loop
    /// together, and share a commit. Returns when all of it is done, and throws what the first threw.
    /// </summary>
    /// <param name="items">What there is to do.</param>
    /// <param name="work">An async method: it must not throw before it returns its task.</param>
    /// <param name="cancellation">Nothing is begun after it.</param>
    public static Task BeginEachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, ValueTask> work, CancellationToken cancellation) => items.Count switch
    {
        _ when cancellation.IsCancellationRequested => Task.FromCanceled(cancellation),
        0 => Task.CompletedTask,
        1 => work(items[0], cancellation).AsTask(),
        <= Most => Task.WhenAll(items.Select(item => work(item, cancellation).AsTask())),
        _ => SpreadAsync(items, work, cancellation),
    };

    /// <summary>For work that may keep its thread busy: as many threads as there are.</summary>
    public static Task SpreadAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, ValueTask> work, CancellationToken cancellation) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Most, CancellationToken = cancellation }, work);
}
