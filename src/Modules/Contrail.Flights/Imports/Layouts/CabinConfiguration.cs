using Contrail.Contracts.Flights;

namespace Contrail.Flights.Imports.Layouts;

/// <summary>Seats of a cabin.</summary>
internal sealed record CabinSeats(Cabin Cabin, int Seats);

/// <summary>Reads aircraft configurations: <c>J14W34Y316VV364</c> is 14 business, 34 premium economy and 316 economy, version 364.</summary>
internal static class CabinConfiguration
{
    /// <summary>Seats of a cabin that are believed.</summary>
    public const int MostSeats = 999;

    private const string Version = "VV";

    /// <summary>The cabins from the front, each once; null when the text is no configuration.</summary>
    public static IReadOnlyList<CabinSeats>? Parse(string text)
    {
        var end = text.IndexOf(Version, StringComparison.Ordinal);
        var cabins = (end < 0 ? text : text[..end]).AsSpan().Trim();
        var seats = new SortedDictionary<Cabin, int>();
        while (!cabins.IsEmpty)
        {
            var next = cabins[1..].IndexOfAnyExceptInRange('0', '9');
            var digits = next < 0 ? cabins[1..] : cabins.Slice(1, next);
            if (CabinOf(cabins[0]) is not { } cabin || digits.Length is 0 or > 3)
            {
                return null;
            }

            seats[cabin] = seats.GetValueOrDefault(cabin) + int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
            cabins = cabins[(1 + digits.Length)..];
        }

        return seats.Values.Any(s => s is > 0 and <= MostSeats) && seats.Values.All(s => s <= MostSeats)
            ? [.. seats.Where(s => s.Value > 0).Select(s => new CabinSeats(s.Key, s.Value))]
            : null;
    }

    /// <summary>The cabin of a compartment code.</summary>
    private static Cabin? CabinOf(char code) => code switch
    {
        'F' or 'A' or 'P' or 'R' => Cabin.First,
        'J' or 'C' or 'D' or 'I' or 'Z' => Cabin.Business,
        'W' or 'E' or 'T' => Cabin.PremiumEconomy,
        >= 'A' and <= 'Z' => Cabin.Economy,
        _ => null,
    };
}
