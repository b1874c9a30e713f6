namespace Contrail.Payments.Gateway;

/// <summary>A card as somebody typed it in. It lives as long as a request; its number is never stored and never written out.</summary>
internal sealed class Card(string number)
{
    /// <summary>Digits only.</summary>
    public string Number { get; } = DigitsOf(number);

    /// <summary>The last four digits.</summary>
    public string Last4 => Number[^4..];

    /// <summary>By the first digits (ISO/IEC 7812).</summary>
    public string Brand => Number switch
    {
        ['4', ..] => "visa",
        ['5', >= '1' and <= '5', ..] => "mastercard",
        ['2', ..] when string.CompareOrdinal(Number[..4], "2221") >= 0 && string.CompareOrdinal(Number[..4], "2720") <= 0 => "mastercard",
        ['3', '4' or '7', ..] => "amex",
        ['3', '0' or '6' or '8', ..] => "diners",
        ['3', '5', ..] => "jcb",
        ['6', ..] => "discover",
        _ => "card",
    };

    /// <summary>Whether a text is the number of a card: 12 to 19 digits, spaces aside, with a right check digit (Luhn).</summary>
    public static bool IsNumber(string? text)
    {
        var digits = DigitsOf(text ?? "");
        return digits.Length is >= 12 and <= 19 && digits.All(char.IsAsciiDigit) && Luhn(digits) % 10 == 0;
    }

    /// <summary>Not the number.</summary>
    public override string ToString() => "a card";

    private static string DigitsOf(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static int Luhn(string digits) =>
        digits.Reverse().Select((digit, i) => (digit - '0') * (1 + (i % 2))).Sum(n => n > 9 ? n - 9 : n);
}
