using System.Globalization;
using Contrail.Engine.Domain;

namespace Contrail.Payments.Gateway;

/// <summary>The month until whose end a card can be used.</summary>
internal static class CardExpiry
{
    /// <summary>The first instant after it anywhere on earth; null when the text is not MM/YY.</summary>
    public static DateTimeOffset? EndOf(string? text) =>
        DateTimeOffset.TryParseExact(text, "MM/yy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month) ? month.AddMonths(1).AddHours(12) : null;

    /// <exception cref="RefusedException">It is past.</exception>
    public static void ExpectNotPast(string text, DateTimeOffset now)
    {
        if (EndOf(text) is not { } end || end <= now)
        {
            throw new RefusedException(RefusalKind.Invalid, "Card_Must_Not_Be_Expired", "The card has expired. Pay with another card.");
        }
    }
}
