// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Notifications.Domain.Notifications;

/// <summary>Somebody is to be told something; the first delivery is under way.</summary>
/// <param name="NotificationId">Which.</param>
/// <param name="Cause">The event or command that it is about.</param>
/// <param name="Template">By which it was written.</param>
/// <param name="Language">Of the text.</param>
/// <param name="Message">As it is delivered.</param>
[EventType("notifications.notification.requested.v1")]
internal sealed record NotificationRequested(NotificationId NotificationId, Guid Cause, string Template, string Language, Message Message) : IDomainEvent;

/// <summary>The channel did not take it for now; it is tried again.</summary>
[EventType("notifications.notification.deferred.v1")]
internal sealed record NotificationDeferred(NotificationId NotificationId, int Delivery, string Reason, DateTimeOffset RetryAt) : IDomainEvent;

/// <summary>Another delivery is under way.</summary>
[EventType("notifications.notification.repeated.v1")]
internal sealed record NotificationRepeated(NotificationId NotificationId, int Delivery, bool IsWishedByStaff, Message Message) : IDomainEvent;

/// <summary>The channel has taken it.</summary>
[EventType("notifications.notification.sent.v1")]
internal sealed record NotificationSent(NotificationId NotificationId, int Delivery) : IDomainEvent;

/// <summary>It was given up.</summary>
[EventType("notifications.notification.failed.v1")]
internal sealed record NotificationFailed(NotificationId NotificationId, int Delivery, string Reason) : IDomainEvent;

/// <summary>How somebody is reached.</summary>
internal enum Channel
{
    Email,
}

/// <summary>What a channel delivers.</summary>
/// <param name="MessageId">Equal for repeated deliveries of one wish, so that receivers recognise a copy.</param>
/// <param name="Channel">How.</param>
/// <param name="Recipient">The address.</param>
/// <param name="RecipientName">As the recipient is called, if known.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text, paragraphs divided by empty lines.</param>
internal sealed record Message(string MessageId, Channel Channel, string Recipient, string? RecipientName, string Subject, string Text);
