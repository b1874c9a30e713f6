using System.Text.RegularExpressions;

namespace Contrail.Engine.Log;

/// <summary>The form of a stream's name: <c>{category}-{id}</c>, where the only dash before the id is the first one.</summary>
public static partial class StreamName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Joins category and id.</summary>
    /// <exception cref="InvalidStreamNameException">Too long, or with a character that is not allowed.</exception>
    public static string For(string category, string id) => Validate($"{category}-{id}");

    /// <summary>The category of a valid name.</summary>
    public static string CategoryOf(string stream) => stream[..stream.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Gives the name back if it is one.</summary>
    /// <exception cref="InvalidStreamNameException">Too long, or with a character that is not allowed.</exception>
    public static string Validate(string stream) =>
        stream.Length <= MaxLength && Form().IsMatch(stream)
            ? stream
            : throw new InvalidStreamNameException(
                $"'{(stream.Length <= 60 ? stream : stream[..60] + "...")}' is not a stream name. Write category-id: a category of a-z, 0-9, '_' and '.', "
                + $"an id of letters, digits and _ . : @ ~ + -, at most {MaxLength} characters in all.");

    [GeneratedRegex(@"^[a-z][a-z0-9_.]*-[A-Za-z0-9_.:@~+-]+\z")]
    private static partial Regex Form();
}

/// <summary>A name that no stream can have. Nothing was stored.</summary>
public sealed class InvalidStreamNameException(string message) : ArgumentException(message);
