using System.Security.Cryptography;
using System.Text;

namespace Contrail.Payments.Webhooks;

/// <summary>Proves that a webhook comes from the gateway: HMAC-SHA256 over the body.</summary>
internal sealed class WebhookSignature(byte[] key)
{
    public const string Header = "Contrail-Webhook-Signature";
    private const string Prefix = "sha256=";

    public string Sign(ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(key, body));

    public bool IsGood(ReadOnlySpan<byte> body, string? signature) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(signature));
}
