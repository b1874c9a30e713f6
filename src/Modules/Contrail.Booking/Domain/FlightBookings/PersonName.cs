using System.Globalization;
using System.Text;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>
/// Names of people: letters of any script with their marks, spaces, hyphens and apostrophes. Stored composed (<c>é</c> is one
/// character however it was typed); compared without case and accents.
/// </summary>
internal static class PersonName
{
    public const int MaxLength = 40;

    /// <summary>The name composed, trimmed, with single spaces.</summary>
    public static string Normalise(string name) =>
        string.Join(' ', Accents.Compose(name).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is wrong with a normalised name, in words; null for nothing.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"A name has 1 to {MaxLength} characters.";
        }

        if (!Rune.IsLetter(name.EnumerateRunes().First()))
        {
            return "A name begins with a letter.";
        }

        return name.EnumerateRunes().Any(rune => !IsAllowed(rune))
            ? "A name has letters, spaces, hyphens and apostrophes only: leave out digits, symbols, emoji and invisible characters."
            : null;
    }

    /// <summary>The form in which two spellings of a name are the same: <c>O'Connor-Müller</c> is <c>OCONNORMULLER</c>.</summary>
    public static string Fold(string name)
    {
        var letters = Accents.Fold(Accents.Compose(name)).EnumerateRunes().Where(Rune.IsLetter);
        return string.Concat(letters).ToUpperInvariant();
    }

    private static bool IsAllowed(Rune rune) =>
        Rune.IsLetter(rune)
        || rune.Value is ' ' or '-' or '\'' or '’'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
