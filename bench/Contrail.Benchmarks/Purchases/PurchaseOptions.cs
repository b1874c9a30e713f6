using System.Globalization;

namespace Contrail.Benchmarks.Purchases;

/// <summary>How many purchases are made.</summary>
/// <param name="Buyers">How many buyers at once.</param>
/// <param name="Purchases">How many are counted.</param>
/// <param name="Json">Where to write the figures, too; null for nowhere.</param>
internal sealed record PurchaseOptions(int Buyers, int Purchases, string? Json)
{
    /// <summary>Reads <c>purchases [--quick] [--buyers N] [--purchases N] [--json FILE]</c>.</summary>
    public static PurchaseOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new PurchaseOptions(32, 5_000, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Purchases = 300 },
                "--buyers" => options with { Buyers = Number(arguments, ++i) },
                "--purchases" => options with { Purchases = Number(arguments, ++i) },
                "--json" => options with { Json = Value(arguments, ++i) },
                _ => throw new ArgumentException($"Unknown option '{arguments[i]}'. Usage: bench/run purchases [--quick] [--buyers N] [--purchases N] [--json FILE]"),
            };
        }

        return options;
    }

    private static int Number(ReadOnlySpan<string> arguments, int i) =>
        int.TryParse(Value(arguments, i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000
            ? number
            : throw new ArgumentException($"{arguments[i - 1]} takes a number from 1 to 1,000,000.");

    private static string Value(ReadOnlySpan<string> arguments, int i) =>
        i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
}
