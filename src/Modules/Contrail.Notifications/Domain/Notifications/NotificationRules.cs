using Contrail.Engine.Domain;

namespace Contrail.Notifications.Domain.Notifications;

/// <summary>What is still being delivered need not be sent again.</summary>
internal sealed class NotificationMustNotBeUnderWayRule(NotificationStatus status) : Rule("Notification_Must_Not_Be_Under_Way")
{
    public override string Explanation => "This notification is still being delivered. Send it again once it was sent or has failed.";

    public override bool IsFollowed() => status is NotificationStatus.Sent or NotificationStatus.Failed;
}
