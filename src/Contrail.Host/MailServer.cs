using Contrail.Notifications;

namespace Contrail.Host;

/// <summary>The mail server, as <c>CONTRAIL_SMTP</c> names it.</summary>
internal static class MailServer
{
    /// <summary>The environment variable: it holds a password, so it is no option that process lists show.</summary>
    public const string Variable = "CONTRAIL_SMTP";

    private const string Form = "smtp://user:password@mail.example.org:587?from=tickets@example.org, with &tls=no for a server without STARTTLS";

    /// <summary>Reads the settings; null when there are none, and e-mail stays in the mailbox that the API lists.</summary>
    /// <exception cref="WrongArgumentsException">They are not of the form.</exception>
    public static SmtpSettings? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != "smtp" || address.Host.Length == 0)
        {
            throw new WrongArgumentsException($"{Variable} is {Form}.");
        }

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        var user = address.UserInfo.Split(':', 2);
        return new SmtpSettings
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 587,
            UseTls = query.GetValueOrDefault("tls") != "no",
            UserName = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            From = query.GetValueOrDefault("from").ToString() is { Length: > 2 } from && from.Contains('@', StringComparison.Ordinal)
                ? from
                : throw new WrongArgumentsException($"{Variable} needs the sender's address: {Form}."),
        };
    }
}
