using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Contrail.Identity.Credentials;

/// <summary>Hashes passwords (PBKDF2 with HMAC-SHA-512, a random salt in each hash) and checks them. Slow on purpose, and random: always
/// outside decisions.</summary>
internal static class Passwords
{
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private static readonly object Nobody = new();
    private static readonly string HashOfNobody = Hash(Guid.NewGuid().ToString());

    /// <summary>A hash that nobody can turn back into the password.</summary>
    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Whether the password made the hash. Without a hash it is wrong, after the same work.</summary>
    public static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? HashOfNobody, password) != PasswordVerificationResult.Failed && hash is not null;
}
