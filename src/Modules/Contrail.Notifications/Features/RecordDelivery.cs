using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Notifications.Domain.Notifications;

namespace Contrail.Notifications.Features;

/// <summary>The channel has taken a delivery.</summary>
internal sealed record RecordSent(NotificationId NotificationId, int Delivery) : ICommand;

internal sealed class RecordSentHandler : ICommandHandler<RecordSent>
{
    public void Handle(RecordSent command, IDecision decision) => decision.Load<Notification>(command.NotificationId).RecordSent(command.Delivery);
}

/// <summary>The channel has not taken a delivery.</summary>
/// <param name="NotificationId">Of which notification.</param>
/// <param name="Delivery">Which delivery.</param>
/// <param name="Reason">For staff.</param>
/// <param name="IsFinal">Whether trying again cannot help.</param>
internal sealed record RecordFault(NotificationId NotificationId, int Delivery, string Reason, bool IsFinal) : ICommand;

internal sealed class RecordFaultHandler : ICommandHandler<RecordFault>
{
    public void Handle(RecordFault command, IDecision decision)
    {
        var notification = decision.Load<Notification>(command.NotificationId);
        if (notification.RecordFault(command.Delivery, command.Reason, command.IsFinal, decision.Now) is { } retryAt)
        {
            decision.Schedule($"retry:{command.NotificationId}", retryAt, new RetryNotification(command.NotificationId, command.Delivery));
        }
    }
}

/// <summary>The pause after a failed delivery is over.</summary>
[CommandType("notifications.retry_notification.v1")]
internal sealed record RetryNotification(NotificationId NotificationId, int Delivery) : ICommand;

internal sealed class RetryNotificationHandler : ICommandHandler<RetryNotification>
{
    public void Handle(RetryNotification command, IDecision decision) => decision.Load<Notification>(command.NotificationId).Retry(command.Delivery);
}
