namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Reads words of a query string as the JSON writes them: <c>awaitingPayment</c>. The framework takes only the names of the code, <c>AwaitingPayment</c>, so
/// endpoints take such parameters as text.
/// </summary>
public static class Choice
{
    /// <summary>What a word stands for; upper and lower case are the same.</summary>
    /// <param name="parameter">Its name as the caller writes it.</param>
    /// <param name="word">What the caller wrote.</param>
    /// <exception cref="InvalidParameterException">It is none of them.</exception>
    public static T Of<T>(string parameter, string word)
        where T : struct, Enum =>
        word.Length > 0 && word.All(char.IsAsciiLetter) && Enum.TryParse<T>(word, ignoreCase: true, out var value)
            ? value
            : throw new InvalidParameterException(parameter, $"{parameter} is one of {string.Join(", ", Enum.GetNames<T>().Select(JsonPointer.CamelCase))}.");

    /// <summary>What a word stands for; null when nothing was written.</summary>
    /// <inheritdoc cref="Of{T}"/>
    public static T? IfGiven<T>(string parameter, string? word)
        where T : struct, Enum => word is null ? null : Of<T>(parameter, word);
}
