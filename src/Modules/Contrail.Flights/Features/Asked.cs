using System.Globalization;
using Contrail.Engine.AspNetCore;

namespace Contrail.Flights.Features;

/// <summary>Reads what a query string asks for, or says what is wrong with it.</summary>
internal static class Asked
{
    /// <exception cref="InvalidParameterException">It is not a date.</exception>
    public static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new InvalidParameterException("date", $"'{text}' is not a date: write year, month and day, for example 2026-12-01.");
}
