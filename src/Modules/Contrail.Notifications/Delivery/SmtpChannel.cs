using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Contrail.Notifications.Domain.Notifications;

namespace Contrail.Notifications.Delivery;

/// <summary>
/// E-mail by the mail client of the base class library. It knows SMTP with STARTTLS and passwords, which is what submission to one's
/// own mail server needs. A message that the connection lost after its last byte may have been taken: it comes again under the same
/// Message-ID, by which receivers recognise the copy.
/// </summary>
internal sealed class SmtpChannel(SmtpSettings settings) : IChannel
{
    private const int ConnectionsAtOnce = 4;
    private static readonly SemaphoreSlim Connections = new(ConnectionsAtOnce);

    public async Task DeliverAsync(Message message, CancellationToken cancellation)
    {
        await Connections.WaitAsync(cancellation);
        try
        {
            await SendAsync(message, cancellation);
        }
        finally
        {
            Connections.Release();
        }
    }

    private async Task SendAsync(Message message, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var mail = Compose(message);
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
            client.Credentials = settings.UserName is null ? null : new NetworkCredential(settings.UserName, settings.Password);
            await client.SendMailAsync(mail, patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryException($"The mail server did not answer within {settings.Patience.TotalSeconds:0} s.", isFinal: false, e);
        }
        catch (SmtpException e)
        {
            throw new DeliveryException(ReasonOf(e), IsFinal(e.StatusCode), e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new DeliveryException($"This cannot be an e-mail: {e.Message}", isFinal: true, e);
        }
    }

    private MailMessage Compose(Message message)
    {
        var from = new MailAddress(settings.From, settings.FromName, Encoding.UTF8);
        var mail = new MailMessage(from, new MailAddress(message.Recipient, message.RecipientName, Encoding.UTF8))
        {
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text,
            BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{message.MessageId}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(HtmlOf(message.Text), Encoding.UTF8, MediaTypeNames.Text.Html));
        return mail;
    }

    private static string HtmlOf(string text)
    {
        var paragraphs = text.Split("\n\n").Select(p => $"<p>{WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>");
        return $"<!doctype html><html lang=\"en\"><body>{string.Concat(paragraphs)}</body></html>";
    }

    /// <summary>A server's 5xx stays what it is; 4xx and every trouble with the connection pass.</summary>
    private static bool IsFinal(SmtpStatusCode code) => (int)code is >= 500 and < 600;

    private static string ReasonOf(SmtpException e) => e.StatusCode == SmtpStatusCode.GeneralFailure
        ? $"The mail server cannot be reached or broke off: {e.InnerException?.Message ?? e.Message}"
        : $"The mail server answered {(int)e.StatusCode}: {e.Message}";
}
