namespace Contrail.BlackBox;

/// <summary>Waits for what is bound to come.</summary>
public static class Progress
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until what is seen is as wished.</summary>
    /// <exception cref="TimeoutException">It was not within a minute; the message has what was seen last.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isReached)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look().ConfigureAwait(false);
            if (isReached(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Not reached within {Limit}; seen last: {seen}");
            }

            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }
}
