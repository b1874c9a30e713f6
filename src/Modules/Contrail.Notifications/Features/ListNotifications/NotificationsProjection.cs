using Contrail.Engine.Events;
using Contrail.Engine.Projections;
using Contrail.Notifications.Domain.Notifications;

namespace Contrail.Notifications.Features.ListNotifications;

/// <summary>A notification with what became of it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Where the request stands in the log: larger is newer.</param>
/// <param name="Recipient">In lower case, as it is searched.</param>
/// <param name="History">What happened, oldest first.</param>
internal sealed record NotificationRow(
    string Id,
    long Number,
    string Template,
    Channel Channel,
    string Recipient,
    string? RecipientName,
    string Subject,
    string Text,
    string Language,
    NotificationStatus Status,
    int Deliveries,
    DateTimeOffset RequestedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? RetryAt,
    IReadOnlyList<NotificationStep> History)
{
    public NotificationRow Now(NotificationStatus status, RecordedEvent at, string what) =>
        this with { Status = status, RetryAt = null, History = [.. History, new NotificationStep(at.RecordedAt, status, what)] };
}

/// <summary>One thing that happened to a notification.</summary>
internal sealed record NotificationStep(DateTimeOffset At, NotificationStatus Status, string What);

/// <summary>Everything that anybody was told. Without a mail server it is also the mailbox.</summary>
internal sealed class NotificationsProjection : Projection<NotificationRow>
{
    public const string ReadModel = "notifications";

    public NotificationsProjection()
        : base(ReadModel, version: 1)
    {
        On<NotificationRequested>(e => e.NotificationId, (_, e, at) => Requested(e, at));
        On<NotificationDeferred>(e => e.NotificationId, (row, e, at) => row!.Now(NotificationStatus.Deferred, at, e.Reason) with { RetryAt = e.RetryAt });
        On<NotificationRepeated>(e => e.NotificationId, (row, e, at) =>
            row!.Now(NotificationStatus.Requested, at, e.IsWishedByStaff ? "Sent again by staff." : "Tried again.") with { Deliveries = e.Delivery });
        On<NotificationSent>(e => e.NotificationId, (row, _, at) => row!.Now(NotificationStatus.Sent, at, "Delivered.") with { SentAt = at.RecordedAt });
        On<NotificationFailed>(e => e.NotificationId, (row, e, at) => row!.Now(NotificationStatus.Failed, at, e.Reason));
        Index("number");
        Index("recipient", "number");
    }

    private static NotificationRow Requested(NotificationRequested e, RecordedEvent at) => new(
        e.NotificationId.ToString(),
        at.Position,
        e.Template,
        e.Message.Channel,
        e.Message.Recipient.ToLowerInvariant(),
        e.Message.RecipientName,
        e.Message.Subject,
        e.Message.Text,
        e.Language,
        NotificationStatus.Requested,
        Deliveries: 1,
        at.RecordedAt,
        SentAt: null,
        RetryAt: null,
        [new NotificationStep(at.RecordedAt, NotificationStatus.Requested, "Written.")]);
}
