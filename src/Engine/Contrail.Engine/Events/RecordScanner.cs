using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Contrail.Engine.Events;

/// <summary>
/// Walks over the members of one JSON object as this program writes it: no white space, no names written in other ways. It finds where values end and gives
/// the plainest of them; that the others are JSON at all is for who reads them to check. Once it met what it does not expect, nothing after that means anything.
/// </summary>
internal ref struct RecordScanner
{
    /// <summary>The object ended, and nothing follows.</summary>
    public const int NoMore = -1;

    /// <summary>Something else follows.</summary>
    public const int Unexpected = -2;

    // So many always fit.
    private const int MaxDigits = 18;
    private const int NoneYet = -1;

    // All but printable ASCII without the quote and the backslash.
    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(b => b is < ' ' or > '~' or '"' or '\\').Select(b => (byte)b)]);

    private static readonly SearchValues<byte> EndsText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> EndsScalar = SearchValues.Create(",}]"u8);
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8);

    private readonly ReadOnlySpan<byte> utf8;
    private int at;
    private int member;

    public RecordScanner(ReadOnlySpan<byte> utf8)
    {
        this.utf8 = utf8;
        member = NoneYet;
    }

    /// <summary>Moves to the value of the next member and gives the member's number. Members mostly come in the order in which they are written.</summary>
    /// <param name="names">Each as it is written, with its quotes and the colon.</param>
    public int Next(byte[][] names)
    {
        var rest = utf8[at..];
        if (rest.SequenceEqual(member == NoneYet ? "{}"u8 : "}"u8))
        {
            return NoMore;
        }

        if (rest is [] || rest[0] != (member == NoneYet ? '{' : ','))
        {
            return Unexpected;
        }

        rest = rest[1..];
        for (var tried = 0; tried < names.Length; tried++)
        {
            member = member + 1 == names.Length ? 0 : member + 1;
            if (rest.StartsWith(names[member]))
            {
                at += 1 + names[member].Length;
                return at < utf8.Length && utf8[at] > ' ' ? member : Unexpected;
            }
        }

        return Unexpected;
    }

    /// <summary>A text of printable ASCII without escapes; false, and nothing is passed, for any other value.</summary>
    public bool TryPlainText([NotNullWhen(true)] out string? text)
    {
        var rest = utf8[at..];
        if (rest is [(byte)'"', ..] && rest[1..].IndexOfAny(EndsPlainText) is var length and >= 0 && rest[length + 1] == '"')
        {
            text = Encoding.Latin1.GetString(rest.Slice(1, length));
            at += length + 2;
            return true;
        }

        text = null;
        return false;
    }

    /// <summary>A whole number of few digits within a range; false, and nothing is passed, for any other value.</summary>
    public bool TryWhole(long min, long max, out long number)
    {
        var rest = utf8[at..];
        var sign = rest is [(byte)'-', ..] ? 1 : 0;
        var end = sign;
        number = 0;
        while (end < rest.Length && end - sign <= MaxDigits && rest[end] is >= (byte)'0' and <= (byte)'9' and var digit)
        {
            number = (number * 10) + (digit - '0');
            end++;
        }

        var digits = end - sign;
        if (digits is 0 or > MaxDigits || (rest[sign] == '0' && digits > 1) || end == rest.Length || rest[end] is not ((byte)',' or (byte)'}'))
        {
            return false;
        }

        number = sign == 1 ? -number : number;
        if (number < min || number > max)
        {
            return false;
        }

        at += end;
        return true;
    }

    /// <summary>The bytes of a value, as far as brackets and quotes tell; empty if it does not end.</summary>
    public ReadOnlySpan<byte> Value()
    {
        var rest = utf8[at..];
        var length = rest is [] ? 0 : rest[0] switch
        {
            (byte)'"' => TextLength(rest),
            (byte)'{' or (byte)'[' => NestedLength(rest),
            _ => Math.Max(0, rest.IndexOfAny(EndsScalar)),
        };
        at += length;
        return rest[..length];
    }

    private static int TextLength(ReadOnlySpan<byte> rest)
    {
        for (var end = 1; rest[end..].IndexOfAny(EndsText) is var found and >= 0; end += 2)
        {
            end += found;
            if (rest[end] == '"')
            {
                return end + 1;
            }

            if (end + 2 > rest.Length)
            {
                break;
            }
        }

        return 0;
    }

    private static int NestedLength(ReadOnlySpan<byte> rest)
    {
        var depth = 0;
        for (var end = 0; rest[end..].IndexOfAny(Brackets) is var found and >= 0;)
        {
            end += found;
            if (rest[end] == '"')
            {
                var text = TextLength(rest[end..]);
                if (text == 0)
                {
                    return 0;
                }

                end += text;
                continue;
            }

            depth += rest[end++] is (byte)'{' or (byte)'[' ? 1 : -1;
            if (depth == 0)
            {
                return end;
            }
        }

        return 0;
    }
}
