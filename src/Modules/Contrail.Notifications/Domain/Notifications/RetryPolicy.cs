namespace Contrail.Notifications.Domain.Notifications;

/// <summary>When a delivery that failed for now is tried again: soon, then less and less often, for about a day.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(16),
    ];

    /// <summary>How long to wait after so many failed deliveries; null to give up.</summary>
    public static TimeSpan? PauseAfter(int failures) => failures <= Pauses.Length ? Pauses[failures - 1] : null;
}
