using System.Collections.Frozen;
using FluentValidation;

namespace Contrail.Identity.Credentials;

/// <summary>What a new password must be: long, not the address, and not one of those that everybody tries first.</summary>
internal static class PasswordPolicy
{
    /// <summary>In characters.</summary>
    public const int Shortest = 10;

    /// <summary>In characters; hashing more only costs time.</summary>
    public const int Longest = 128;

    // The most frequent in published lists that are long enough to get here.
    private static readonly FrozenSet<string> Frequent = new[]
    {
        "1234567890", "0123456789", "9876543210", "0987654321", "12345678910", "123456789a", "a123456789", "123123123123", "1111111111", "0000000000",
        "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "q1w2e3r4t5", "qwertyuiop", "qwerty1234", "qwerty12345", "qwerty123456", "qwertyuiop123", "asdfghjkl123",
        "zxcvbnm123", "abcd123456", "abc1234567", "abcdefghij", "abcdefghijk", "password12", "password123", "password1234", "password12345", "passw0rd123",
        "passwordpassword", "p@ssw0rd123", "mypassword", "newpassword", "letmein123", "welcome123", "welcome1234", "iloveyou123", "iloveyou12", "ilovemyself",
        "sunshine123", "princess123", "football123", "baseball123", "basketball", "superman123", "spiderman123", "manchester", "liverpool1", "liverpool123",
        "christopher", "alexander1", "california", "charlie123", "administrator", "admin12345", "admin123456", "changeme123", "trustno1trustno1", "secret1234",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses a new password that is too easy to guess.</summary>
    /// <param name="rule">The member that holds it.</param>
    /// <param name="email">Gives the address of the account, if the request names it.</param>
    public static IRuleBuilderOptions<T, string> IsGoodPassword<T>(this IRuleBuilder<T, string> rule, Func<T, string?>? email = null) => rule
        .NotNull().WithMessage("Choose a password.")
        .Length(Shortest, Longest).WithMessage($"Choose a password of {Shortest} to {Longest} characters.")
        .Must(password => password is null || !IsFrequent(password)).WithMessage("This is one of the passwords that are tried first. Choose another.")
        .Must((body, password) => !IsAddress(password, email?.Invoke(body))).WithMessage("The password must not be the e-mail address.");

    /// <summary>Whether the password is the address.</summary>
    public static bool IsAddress(string? password, string? email) =>
        password is not null && email is not null && string.Equals(password.Trim(), email.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsFrequent(string password) => Frequent.Contains(password.Trim()) || password.Distinct().Count() < 3;
}
