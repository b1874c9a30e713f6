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

    /// <summary>Waits until no module has anything to do any more, apart from what is scheduled for later.</summary>
    /// <param name="admin">The API as an admin.</param>
    public static async Task QuietAsync(ApiClient admin)
    {
        var before = "";
        await UntilAsync(() => admin.GetAsync("/api/ops/modules"), answer =>
        {
            var modules = answer.Expect().AsArray().Select(m => m!).ToList();
            var heads = string.Join(' ', modules.Select(m => $"{m["name"]}:{m["head"]}"));
            var isQuiet = heads == before && modules.TrueForAll(m => (int)m["pendingCommands"]! == 0 && m["subscriptions"]!.AsArray().All(s => (long)s!["lag"]! == 0));
            before = heads;
            return isQuiet;
        }).ConfigureAwait(false);
    }
}
