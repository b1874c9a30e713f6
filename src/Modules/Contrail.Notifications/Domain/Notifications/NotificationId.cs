using System.Security.Cryptography;
using System.Text;
using Contrail.Engine.Domain;

namespace Contrail.Notifications.Domain.Notifications;

/// <summary>Knows one notification. It follows from what the notification is about, so that the same one cannot come into being twice.</summary>
internal readonly record struct NotificationId(string Value) : ITypedId<NotificationId>
{
    private const int Length = 32;

    /// <summary>The one notification for an event, a recipient, a channel and a template.</summary>
    public static NotificationId For(Guid cause, string recipient, Channel channel, string template)
    {
        var text = $"{cause:N}\n{recipient.ToLowerInvariant()}\n{channel}\n{template}";
        return new NotificationId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length]);
    }

    /// <inheritdoc/>
    public static NotificationId Parse(string text) => new(text);

    /// <summary>The notification that a text from outside names.</summary>
    /// <exception cref="RefusedException">It cannot name one (not found).</exception>
    public static NotificationId Named(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower)
        ? new NotificationId(text)
        : throw RefusedException.NotFound("Notification", "with this id");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
