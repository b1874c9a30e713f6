using Contrail.Engine.Domain;

namespace Contrail.Notifications.Domain.Notifications;

/// <summary>Where a notification is.</summary>
internal enum NotificationStatus
{
    /// <summary>A delivery is under way.</summary>
    Requested,

    /// <summary>The channel did not take it; it is tried again later.</summary>
    Deferred,

    /// <summary>The channel has taken it.</summary>
    Sent,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>One thing told to one recipient on one channel. Deliveries are counted; what comes of one that is not the latest changes nothing.</summary>
[StreamCategory("notification")]
internal sealed class Notification : AggregateRoot<NotificationId>
{
    private Message message = null!;
    private int delivery;
    private int failuresInARow;

    private Notification()
    {
    }

    public NotificationStatus Status { get; private set; }

    public static Notification Request(NotificationId id, Guid cause, string template, string language, Message message)
    {
        var notification = new Notification();
        notification.Apply(new NotificationRequested(id, cause, template, language, message));
        return notification;
    }

    public void RecordSent(int sent)
    {
        if (IsUnderWay(sent))
        {
            Apply(new NotificationSent(Id, sent));
        }
    }

    /// <summary>A delivery failed. Says when to try again; null when nothing is to be tried.</summary>
    public DateTimeOffset? RecordFault(int failed, string reason, bool isFinal, DateTimeOffset now)
    {
        if (!IsUnderWay(failed))
        {
            return null;
        }

        if (isFinal || RetryPolicy.PauseAfter(failuresInARow + 1) is not { } pause)
        {
            Apply(new NotificationFailed(Id, failed, reason));
            return null;
        }

        Apply(new NotificationDeferred(Id, failed, reason, now + pause));
        return now + pause;
    }

    public void Retry(int failed)
    {
        if (Status == NotificationStatus.Deferred && delivery == failed)
        {
            Apply(new NotificationRepeated(Id, delivery + 1, IsWishedByStaff: false, message));
        }
    }

    /// <summary>Staff wish it sent again: a new message, so that receivers do not take it for a copy.</summary>
    public void Resend(Guid wish)
    {
        Check(new NotificationMustNotBeUnderWayRule(Status));
        Apply(new NotificationRepeated(Id, delivery + 1, IsWishedByStaff: true, message with { MessageId = $"{Id}.{wish:N}" }));
    }

    private bool IsUnderWay(int which) => Status == NotificationStatus.Requested && delivery == which;

    private void When(NotificationRequested e) => (Id, message, delivery, Status) = (e.NotificationId, e.Message, 1, NotificationStatus.Requested);

    private void When(NotificationDeferred e) => (Status, failuresInARow) = (NotificationStatus.Deferred, failuresInARow + 1);

    private void When(NotificationRepeated e)
    {
        failuresInARow = e.IsWishedByStaff ? 0 : failuresInARow;
        (message, delivery, Status) = (e.Message, e.Delivery, NotificationStatus.Requested);
    }

    private void When(NotificationSent e) => (Status, failuresInARow) = (NotificationStatus.Sent, 0);

    private void When(NotificationFailed e) => Status = NotificationStatus.Failed;
}
