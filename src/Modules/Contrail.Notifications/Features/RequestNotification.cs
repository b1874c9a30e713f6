using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Features;

/// <summary>Tells somebody about something that happened; once, however often it is asked for.</summary>
/// <param name="Cause">What happened. The same cause, recipient, channel and template are the same notification.</param>
/// <param name="Template">Wrote the letter.</param>
/// <param name="Recipient">An e-mail address.</param>
/// <param name="RecipientName">As the recipient is called.</param>
/// <param name="Letter">What is told.</param>
internal sealed record RequestNotification(Guid Cause, string Template, string Recipient, string? RecipientName, Letter Letter) : ICommand<NotificationId>
{
    /// <summary>Tells the contact of a booking or order about a fact of another module.</summary>
    public static RequestNotification About<TFact>(EventEnvelope<TFact> fact, Template<TFact> template, ContactDetails contact) =>
        new(fact.Metadata.CommandId, template.Name, contact.Email, contact.Name, template.Write(fact.Event));
}

internal sealed class RequestNotificationHandler : ICommandHandler<RequestNotification, NotificationId>
{
    private const string Language = "en";

    public NotificationId Handle(RequestNotification command, IDecision decision)
    {
        var id = NotificationId.For(command.Cause, command.Recipient, Channel.Email, command.Template);
        if (decision.Find<Notification>(id) is null)
        {
            var (subject, text) = (command.Letter.Subject, command.Letter.Text);
            var message = new Message(id.ToString(), Channel.Email, command.Recipient, command.RecipientName, subject, text);
            decision.Add(Notification.Request(id, command.Cause, command.Template, Language, message));
        }

        return id;
    }
}
