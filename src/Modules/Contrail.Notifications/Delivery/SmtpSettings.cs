namespace Contrail.Notifications;

/// <summary>A mail server that takes our e-mail.</summary>
public sealed class SmtpSettings
{
    /// <summary>Name or address.</summary>
    public required string Host { get; init; }

    /// <summary>587 for submission, 25 between servers.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the server must speak STARTTLS.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>Null to send without signing in.</summary>
    public string? UserName { get; init; }

    /// <summary>Belongs to <see cref="UserName"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Address of the sender; message ids end in its domain.</summary>
    public required string From { get; init; }

    /// <summary>Name of the sender.</summary>
    public string FromName { get; init; } = "Contrail";

    /// <summary>How long one message may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>How people are told.</summary>
/// <param name="Smtp">The mail server; null to keep e-mail in the mailbox that the API lists.</param>
public sealed record NotificationOptions(SmtpSettings? Smtp = null);
