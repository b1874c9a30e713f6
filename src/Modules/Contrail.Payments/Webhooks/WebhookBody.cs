using System.Text.Json;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Webhooks;

/// <summary>A late answer of the gateway, as it is sent.</summary>
/// <param name="Key">The idempotency key of the operation.</param>
/// <param name="Outcome"><c>approved</c> or <c>declined</c>.</param>
/// <param name="Id">By which the gateway knows what it approved.</param>
/// <param name="Code">Why it declined.</param>
/// <param name="Reason">The same in words.</param>
internal sealed record WebhookBody(string Key, string Outcome, string? Id, string? Code, string? Reason)
{
    private const string Approved = "approved";
    private const string Declined = "declined";

    /// <summary>As the gateway's answer; null when it is none.</summary>
    public GatewayAnswer? Answer => this switch
    {
        { Outcome: Approved, Id: { } id } => new GatewayAnswer.Approved(id),
        { Outcome: Declined } => new GatewayAnswer.Declined(Code ?? "declined", Reason ?? "The payment service declined."),
        _ => null,
    };

    public static WebhookBody Of(string key, GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Approved approved => new(key, Approved, approved.Id, null, null),
        GatewayAnswer.Declined declined => new(key, Declined, null, declined.Code, declined.Reason),
        _ => throw new InvalidOperationException("A webhook brings a final answer."),
    };

    /// <summary>Reads what was sent; null when it is not a late answer.</summary>
    public static WebhookBody? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookBody>(utf8, JsonSerializerOptions.Web) is { Key: not null, Outcome: not null } body ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
}
