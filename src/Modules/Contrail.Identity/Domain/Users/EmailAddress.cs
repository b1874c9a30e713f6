using System.Text.RegularExpressions;

namespace Contrail.Identity.Domain.Users;

/// <summary>An address in the form by which accounts are told apart: without blanks around it, in lower case.</summary>
internal readonly partial record struct EmailAddress
{
    private EmailAddress(string value) => Value = value;

    /// <summary>For example <c>ada@example.com</c>.</summary>
    public string Value { get; }

    /// <summary>Reads an address as people type it.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static EmailAddress Parse(string text) =>
        IsAddress(text) ? new EmailAddress(Normalised(text)) : throw new FormatException("Write an address like name@example.com.");

    /// <summary>Whether a text is an address. What a mail server makes of it is for the mail server to say.</summary>
    public static bool IsAddress(string? text) => text is { Length: <= 254 } && Form().IsMatch(Normalised(text));

    /// <summary>The form in which any text, address or not, is looked up.</summary>
    public static string Normalised(string text) => text.Trim().ToLowerInvariant();

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\z")]
    private static partial Regex Form();
}
