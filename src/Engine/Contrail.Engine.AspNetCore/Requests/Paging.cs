using System.Buffers.Text;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Which page of a list is asked for: <c>limit</c> (1 to 200, 50 by default) and <c>cursor</c>. Take it as a parameter of the
/// endpoint; ask the store for <see cref="Probe"/> rows, and let <c>PageOf</c> cut them.
/// </summary>
/// <param name="Limit">Items on a page.</param>
/// <param name="After">The keys of the last item before the page; empty for the first page.</param>
public sealed record Paging(int Limit, IReadOnlyList<string> After) : IBindableFromHttpContext<Paging>
{
    /// <summary>Items on a page when the caller does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most items on a page.</summary>
    public const int MaxLimit = 200;

    private const int LongestCursor = 2000;

    /// <summary>How many rows to ask for: one more than the page shows tells whether there is another.</summary>
    public int Probe => Limit + 1;

    /// <inheritdoc/>
    /// <exception cref="InvalidParameterException">The limit or the cursor is malformed.</exception>
    public static ValueTask<Paging?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        return new(new Paging(LimitOf(query["limit"]), CursorOf(query["cursor"])));
    }

    /// <summary>The keys that the cursor holds, or null for the first page.</summary>
    /// <param name="keys">How many keys the list sorts by.</param>
    /// <exception cref="InvalidParameterException">The cursor is of another list.</exception>
    public IReadOnlyList<string>? AfterKeys(int keys) =>
        After.Count == 0 ? null : After.Count == keys ? After : throw Malformed();

    /// <summary>The number that the cursor of a list by a number holds, or null for the first page.</summary>
    /// <exception cref="InvalidParameterException">The cursor is of another list.</exception>
    public long? AfterNumber() => AfterKeys(1) is not [var text] ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed();

    /// <summary>A page of a list by a number.</summary>
    /// <param name="found">Up to <see cref="Probe"/> items, in the order of the list.</param>
    /// <param name="numberOf">The number that the list sorts by.</param>
    public Page<T> PageOf<T>(IReadOnlyList<T> found, Func<T, long> numberOf) =>
        PageOf(found, item => [numberOf(item).ToString(CultureInfo.InvariantCulture)]);

    /// <summary>A page of what was found.</summary>
    /// <param name="found">Up to <see cref="Probe"/> items, in the order of the list.</param>
    /// <param name="keysOf">The keys that the list sorts by, as texts that order alike.</param>
    public Page<T> PageOf<T>(IReadOnlyList<T> found, Func<T, IReadOnlyList<string>> keysOf)
    {
        var items = found.Take(Limit).ToList();
        return new(items, found.Count > Limit ? Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keysOf(items[^1]))) : null);
    }

    private static int LimitOf(string? text) => text is null
        ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw new InvalidParameterException("limit", $"limit is a whole number from 1 to {MaxLimit}.");

    private static string[] CursorOf(string? text)
    {
        if (text is null)
        {
            return [];
        }

        try
        {
            return text.Length <= LongestCursor && JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text)) is { Length: > 0 } keys && keys.All(k => k is not null && Texts.IsClean(k))
                ? keys
                : throw Malformed();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Malformed();
        }
    }

    private static InvalidParameterException Malformed() => new("cursor", "cursor is the 'next' of a page of this list, unchanged.");
}
