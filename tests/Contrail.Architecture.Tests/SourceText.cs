using System.Text;

namespace Contrail.Architecture.Tests;

/// <summary>Blanks what is not code - comments, the inside of strings - so that braces and words can be trusted; lines stay.</summary>
internal static class SourceText
{
    public static string CodeOnly(string source)
    {
        var code = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            var end = EndOfNonCode(source, at);
            if (end == at)
            {
                code.Append(source[at++]);
                continue;
            }

            for (; at < end; at++)
            {
                code.Append(source[at] is '\n' ? '\n' : ' ');
            }
        }

        return code.ToString();
    }

    /// <summary>The end of the comment, string or character that begins here; <paramref name="at"/> itself for code.</summary>
    private static int EndOfNonCode(string source, int at)
    {
        if (Begins(source, at, "//") || BeginsDirective(source, at))
        {
            return After(source, "\n", at) - 1;
        }

        if (Begins(source, at, "/*"))
        {
            return After(source, "*/", at + 2);
        }

        if (source[at] is '\'')
        {
            return EndOfCharacter(source, at + 1);
        }

        var quote = at;
        while (quote < source.Length && source[quote] is '$' or '@')
        {
            quote++;
        }

        if (quote >= source.Length || source[quote] is not '"')
        {
            return at;
        }

        var prefix = source.AsSpan(at, quote - at);
        var quotes = quote;
        while (quotes < source.Length && source[quotes] is '"')
        {
            quotes++;
        }

        return quotes - quote >= 3
            ? After(source, new string('"', quotes - quote), quotes)
            : EndOfString(source, quote + 1, prefix.Contains('@'), prefix.Contains('$'));
    }

    private static int EndOfString(string source, int at, bool verbatim, bool interpolated)
    {
        while (at < source.Length)
        {
            if (interpolated && source[at] is '{' && !Begins(source, at, "{{"))
            {
                at = EndOfHole(source, at + 1);
            }
            else if (source[at] is '"' && !(verbatim && Begins(source, at, "\"\"")))
            {
                return at + 1;
            }
            else
            {
                at += source[at] is '"' || (!verbatim && source[at] is '\\') || (interpolated && source[at] is '{') ? 2 : 1;
            }
        }

        return source.Length;
    }

    private static int EndOfHole(string source, int at)
    {
        for (var depth = 1; at < source.Length;)
        {
            var end = EndOfNonCode(source, at);
            if (end > at)
            {
                at = end;
                continue;
            }

            depth += source[at] is '{' ? 1 : source[at] is '}' ? -1 : 0;
            at++;
            if (depth == 0)
            {
                return at;
            }
        }

        return source.Length;
    }

    private static int EndOfCharacter(string source, int at)
    {
        while (at < source.Length && source[at] is not '\'')
        {
            at += source[at] is '\\' ? 2 : 1;
        }

        return Math.Min(at + 1, source.Length);
    }

    private static bool BeginsDirective(string source, int at) =>
        source[at] is '#' && source.AsSpan(source.LastIndexOf('\n', at) + 1, at - source.LastIndexOf('\n', at) - 1).IsWhiteSpace();

    private static bool Begins(string source, int at, string with) => string.CompareOrdinal(source, at, with, 0, with.Length) == 0;

    private static int After(string source, string end, int from) =>
        source.IndexOf(end, from, StringComparison.Ordinal) is >= 0 and var at ? at + end.Length : source.Length + (end is "\n" ? 1 : 0);
}
