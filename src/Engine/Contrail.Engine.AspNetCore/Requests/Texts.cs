namespace Contrail.Engine.AspNetCore;

/// <summary>Which texts are taken from callers.</summary>
internal static class Texts
{
    /// <summary>Whether it has no control characters but line breaks and tabs, no half of a surrogate pair, and nothing that was not UTF-8.</summary>
    public static bool IsClean(string? text)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            var c = text![i];
            if (c == '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            {
                return false;
            }

            if (char.IsSurrogate(c) && !(i + 1 < text.Length && char.IsSurrogatePair(c, text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
