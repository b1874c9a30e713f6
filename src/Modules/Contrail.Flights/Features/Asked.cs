using System.Globalization;
using Contrail.Engine.Domain;

namespace Contrail.Flights.Features;

/// <summary>Reads what a query string asks for, or says what is wrong with it.</summary>
internal static class Asked
{
    /// <exception cref="RefusedException">It is not a date.</exception>
    public static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrongly("Date_Must_Be_A_Date", $"'{text}' is not a date: write year, month and day, for example 2026-12-01.");

    /// <exception cref="RefusedException">It is none of them.</exception>
    public static T OneOf<T>(string name, string text)
        where T : struct, Enum =>
        text.All(char.IsAsciiLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw Wrongly(
                $"{typeof(T).Name}_Is_Unknown", $"There is no {name} '{text}': choose {string.Join(", ", Enum.GetNames<T>().Select(CamelCase))}.");

    /// <summary>The refusal of a request that makes no sense.</summary>
    public static RefusedException Wrongly(string key, string detail) => new(RefusalKind.Invalid, key, detail);

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
