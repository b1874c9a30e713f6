using System.Text.Json;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Reads the words that a query string uses for an enumeration: as they stand in JSON, <c>awaitingPayment</c>. The framework itself reads only
/// the names of C#, so endpoints take such parameters as text.
/// </summary>
public static class NamedValue
{
    /// <summary>The value that a word means; null when there is none.</summary>
    /// <param name="parameter">Name in the query string.</param>
    /// <param name="text">What stands there; capitals do not matter.</param>
    /// <exception cref="InvalidParameterException">It is no such word.</exception>
    public static T? Of<T>(string parameter, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        var names = Enum.GetNames<T>();
        return Array.Find(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
            : throw new InvalidParameterException(parameter, $"Write one of {string.Join(", ", names.Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }
}
