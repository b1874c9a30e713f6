using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>How a list is asked for: so many items, after a place. The place is opaque to callers.</summary>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record Paging(int Limit, string? After)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    private const int DefaultLimit = 50;

    /// <summary>Reads the query's <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="BadHttpRequestException">One of them makes no sense.</exception>
    public static Paging Of(int? limit, string? cursor)
    {
        if (limit is < 1 or > MaxLimit)
        {
            throw new BadHttpRequestException($"limit is a number from 1 to {MaxLimit}.");
        }

        if (cursor is null)
        {
            return new Paging(limit ?? DefaultLimit, null);
        }

        return cursor.Length <= 400 && Base64Url.IsValid(cursor)
            ? new Paging(limit ?? DefaultLimit, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)))
            : throw NotACursor();
    }

    /// <summary>The place as an instant.</summary>
    /// <exception cref="BadHttpRequestException">It is none.</exception>
    public DateTimeOffset? AfterInstant =>
        After is null ? null
        : DateTimeOffset.TryParseExact(After, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant
        : throw NotACursor();

    /// <summary>A page of rows, of which one more than the limit was asked for.</summary>
    /// <param name="rows">At most <see cref="Limit"/> plus one.</param>
    /// <param name="place">The place of a row: what the next page begins after.</param>
    public Page<T> Page<T>(IReadOnlyList<T> rows, Func<T, string> place)
    {
        if (rows.Count <= Limit)
        {
            return new Page<T>(rows, null);
        }

        var items = rows.Take(Limit).ToList();
        return new Page<T>(items, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place(items[^1]))));
    }

    private static BadHttpRequestException NotACursor() => new("cursor is not one that this list gave: leave it out to begin at the beginning.");
}
