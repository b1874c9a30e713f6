using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Features.ListNotifications;

namespace Contrail.Notifications.Invariants;

/// <summary>Whoever is to be told something is told.</summary>
internal sealed class LettersLeave(RunningModules modules, TimeProvider clock) : IInvariant
{
    private const int Most = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string? Module => "notifications";

    public string Name => "letters_leave";

    public string Promise => "Every letter is sent, or its next attempt is set.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var query = RowQuery.All.OrderByDescending("number").Take(Most);
        var letters = await modules.Of<NotificationsModule>().QueryAsync<NotificationRow>(NotificationsProjection.ReadModel, query, cancellation);
        return new Examination(letters.Count, "newest letters", [.. letters.Where(IsStuck).Select(l => new Deviation(
            $"\"{l.Subject}\" is {l.Status} since {l.History[^1].At:u}.", "notifications", $"notification-{l.Id}"))]);
    }

    private bool IsStuck(NotificationRow letter) => letter.Status switch
    {
        NotificationStatus.Requested => letter.History[^1].At + Patience < clock.GetUtcNow(),
        NotificationStatus.Deferred => letter.RetryAt + Patience < clock.GetUtcNow(),
        NotificationStatus.Failed => true,
        _ => false,
    };
}
