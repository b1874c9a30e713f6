using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Bearer tokens: claims and an expiry, signed with HMAC-SHA256. Equal claims and expiry give an equal token, so that an answer that is
/// given again is the same answer. Safe for concurrent use.
/// </summary>
/// <param name="key">At least 32 random bytes, the same on every node.</param>
public sealed class AccessTokens(ReadOnlyMemory<byte> key)
{
    private const int LongestToken = 4096;

    /// <summary>Makes a token.</summary>
    /// <param name="claims">See the claim names of <see cref="Caller"/>.</param>
    /// <param name="expires">Whole seconds; refused from then on.</param>
    public string Issue(IEnumerable<Claim> claims, DateTimeOffset expires)
    {
        var content = new Content(expires.ToUnixTimeSeconds(), [.. claims.Select(c => new[] { c.Type, c.Value })]);
        var json = JsonSerializer.SerializeToUtf8Bytes(content);
        return $"{Base64Url.EncodeToString(json)}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Span, json))}";
    }

    /// <summary>The claims of a token that this key signed and that has not expired; null for anything else.</summary>
    public IReadOnlyList<Claim>? Read(string token, DateTimeOffset now)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || token.Length > LongestToken || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return null;
        }

        var json = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        var signature = Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(token[(dot + 1)..]));
        if (!CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(key.Span, json)))
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<Content>(json)!;
        return now.ToUnixTimeSeconds() < content.Exp ? [.. content.Claims.Select(c => new Claim(c[0], c[1]))] : null;
    }

    private sealed record Content(long Exp, IReadOnlyList<string[]> Claims);
}
