using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contrail.Engine.Events;

namespace Contrail.Contracts.Flights;

/// <summary>
/// Makes tokens of offers and reads them back: base64url of the JSON, a dot, base64url of its HMAC-SHA256. Nobody without the
/// key can make or change one. Safe for concurrent use.
/// </summary>
/// <param name="key">At least 32 random bytes, the same on every node that sells or books.</param>
public sealed class OfferSigner(ReadOnlyMemory<byte> key)
{
    private const int LongestToken = 8192;

    /// <summary>The token of an offer.</summary>
    public string Sign(Offer offer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(offer, EventSerializer.Options);
        return $"{Base64Url.EncodeToString(json)}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Span, json))}";
    }

    /// <summary>The offer of a token that this key signed, expired or not; null for anything else.</summary>
    public Offer? Read(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || token.Length > LongestToken || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return null;
        }

        var json = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        var signature = Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(token[(dot + 1)..]));
        return CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(key.Span, json))
            ? JsonSerializer.Deserialize<Offer>(json, EventSerializer.Options)
            : null;
    }
}
