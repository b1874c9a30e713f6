namespace Contrail.Engine.Subscriptions;

/// <summary>How subscriptions run.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>Events read at once.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How many rows of each read model may stay in memory. When there are more, only those touched by the newest page do.</summary>
    public int CachedRows { get; init; } = 50_000;

    /// <summary>How often to look without being woken: at the log, and at a lease that another node holds or has given up.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a lease holds; a node that dies is replaced after that.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long handlers may take for one page before the module counts as not ready: they may never return. Side effects take as long as they need.</summary>
    public TimeSpan HandlerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause while a fault lasts.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);
}
