using System.Collections.Frozen;

namespace Contrail.Flights.Features.Airports;

/// <summary>Texts as people type them: small letters without accents, so that <c>zurich</c> finds Zürich. The runtime's normalisation is
/// of no help in a program without culture data.</summary>
internal static class PlainText
{
    private static readonly FrozenDictionary<char, string> Letters = new[]
        {
            ("àáâãäåāăąǎ", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįıǐ", "i"), ("ĵ", "j"), ("ķ", "k"),
            ("ĺļľŀł", "l"), ("ñńņňŋ", "n"), ("òóôõöøōŏőǒ", "o"), ("ŕŗř", "r"), ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûüũūŭůűųǔ", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"),
            ("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("þ", "th"), ("'’ʻʼ`.", ""), ("-–—/", " "),
        }
        .SelectMany(group => group.Item1.Select(letter => KeyValuePair.Create(letter, group.Item2)))
        .ToFrozenDictionary();

    public static string Of(string text) =>
        string.Concat(text.Trim().Select(char.ToLowerInvariant).Select(c => Letters.TryGetValue(c, out var plain) ? plain : c.ToString()));
}
