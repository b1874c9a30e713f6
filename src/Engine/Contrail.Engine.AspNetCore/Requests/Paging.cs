using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Contrail.Engine.AspNetCore;

/// <summary>How a list is asked for: so many items, after a place. The place is opaque to callers.</summary>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record Paging(int Limit, string? After)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Items of a page when nobody says.</summary>
    public const int DefaultLimit = 50;

    private const int LongestCursor = 400;

    /// <summary>Reads the query's <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="InvalidParameterException">One of them makes no sense.</exception>
    public static Paging Of(int? limit, string? cursor) => limit is < 1 or > MaxLimit
        ? throw new InvalidParameterException("limit", $"limit is a whole number from 1 to {MaxLimit}.")
        : new Paging(limit ?? DefaultLimit, cursor is null ? null : PlaceOf(cursor));

    /// <summary>The place as an instant.</summary>
    /// <exception cref="InvalidParameterException">It is none.</exception>
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

    private static string PlaceOf(string cursor)
    {
        if (cursor.Length is 0 or > LongestCursor || !Base64Url.IsValid(cursor))
        {
            throw NotACursor();
        }

        var place = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return Texts.IsClean(place) ? place : throw NotACursor();
    }

    private static InvalidParameterException NotACursor() => new("cursor", "cursor is not one that this list gave: leave it out to begin at the beginning.");
}
