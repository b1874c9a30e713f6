using System.Globalization;
using Contrail.Contracts.Flights;

namespace Contrail.Flights.Imports.Layouts;

/// <summary>How wide an aircraft is.</summary>
internal enum Body
{
    /// <summary>Two and two.</summary>
    Regional,

    /// <summary>Three and three.</summary>
    Narrow,

    /// <summary>Two aisles.</summary>
    Wide,
}

/// <summary>
/// Draws plausible seats where only their number is known: rows from the front, no row 13, exactly as many seats as asked for. Seats that
/// the last row of a cabin does not have are blocked, from the right.
/// </summary>
internal static class SeatLayouts
{
    private const int MissingRow = 13;
    private const int RegionalSeats = 100;
    private const int NarrowSeats = 240;

    /// <summary>The body that so many seats need.</summary>
    public static Body BodyOf(IReadOnlyCollection<CabinSeats> cabins) => cabins.Sum(c => c.Seats) switch
    {
        <= RegionalSeats => Body.Regional,
        <= NarrowSeats => Body.Narrow,
        _ => Body.Wide,
    };

    /// <summary>Layouts of cabins, front to back.</summary>
    public static IReadOnlyList<CabinLayout> Draw(IReadOnlyList<CabinSeats> cabins, Body body)
    {
        var row = 1;
        var layouts = new List<CabinLayout>(cabins.Count);
        foreach (var cabin in cabins)
        {
            var letters = LettersOf(cabin.Cabin, body);
            var abreast = letters.Replace(" ", string.Empty, StringComparison.Ordinal);
            var rows = Rows(ref row, (cabin.Seats + abreast.Length - 1) / abreast.Length);
            var missing = (rows.Count * abreast.Length) - cabin.Seats;
            layouts.Add(new CabinLayout(
                cabin.Cabin, letters, rows, cabin.Cabin == Cabin.Economy ? ExitRows(rows) : [], [.. abreast[^missing..].Select(letter => $"{rows[^1]}{letter}")]));
        }

        return layouts;
    }

    private static List<string> Rows(ref int next, int count)
    {
        var rows = new List<string>(count);
        for (; rows.Count < count; next++)
        {
            if (next != MissingRow)
            {
                rows.Add(next.ToString(CultureInfo.InvariantCulture));
            }
        }

        return rows;
    }

    /// <summary>In the middle of the cabin, over the wing; small cabins have none of their own.</summary>
    private static string[] ExitRows(List<string> rows) => rows.Count < 8 ? [] : [rows[rows.Count / 2]];

    private static string LettersOf(Cabin cabin, Body body) => (cabin, body) switch
    {
        (Cabin.First, Body.Wide) => "A DF K",
        (Cabin.First or Cabin.Business, Body.Regional) => "A DF",
        (Cabin.First or Cabin.Business, Body.Narrow) => "AC DF",
        (Cabin.Business, Body.Wide) => "AC DF HK",
        (Cabin.PremiumEconomy, Body.Wide) => "AC DEFG HK",
        (Cabin.Economy, Body.Wide) => "ABC DEF HJK",
        (_, Body.Narrow) => "ABC DEF",
        _ => "AC DF",
    };
}
