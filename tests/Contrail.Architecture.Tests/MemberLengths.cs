using System.Text.RegularExpressions;

namespace Contrail.Architecture.Tests;

/// <summary>One method, constructor, property or other member with code.</summary>
internal sealed record Member(string Name, int Lines);

/// <summary>Measures members by matching braces in code whose comments and strings are blanked.</summary>
internal static partial class MemberLengths
{
    public static IReadOnlyList<Member> Of(string source)
    {
        var scan = new Scan(SourceText.CodeOnly(source));
        scan.Run();
        return scan.Members;
    }

    private sealed class Scan(string code)
    {
        private readonly Stack<bool> typeLevels = new();
        private int headerStart;
        private int parens;

        public List<Member> Members { get; } = [];

        private bool InType => typeLevels.TryPeek(out var isType) && isType;

        public void Run()
        {
            for (var at = 0; at < code.Length; at++)
            {
                parens += code[at] is '(' or '[' ? 1 : code[at] is ')' or ']' ? -1 : 0;
                switch (code[at])
                {
                    case '{':
                        at = Open(at);
                        break;
                    case '}':
                        typeLevels.TryPop(out _);
                        headerStart = at + 1;
                        break;
                    case ';' when parens == 0:
                        EndOfStatement(at);
                        break;
                }
            }
        }

        /// <summary>A brace opens a type or namespace, which is entered, or a body, which is skipped.</summary>
        private int Open(int at)
        {
            var header = code[headerStart..at];
            if (parens == 0 && !IsExpression(header) && (TypeHeader().IsMatch(header) || NamespaceHeader().IsMatch(header)))
            {
                typeLevels.Push(TypeHeader().IsMatch(header));
                headerStart = at + 1;
                return at;
            }

            var end = EndOfBlock(at);
            if (InType && parens == 0 && !IsExpression(header))
            {
                Add(header, end);
                headerStart = end + 1;
            }

            return end;
        }

        private void EndOfStatement(int at)
        {
            var header = code[headerStart..at];
            if (InType && header.Contains("=>", StringComparison.Ordinal))
            {
                Add(header, at);
            }

            headerStart = at + 1;
        }

        private void Add(string header, int end)
        {
            var name = MemberName().Match(header) is { Success: true } match ? match.Groups[1].Value : header.Trim();
            var from = headerStart + (header.Length - header.TrimStart().Length);
            Members.Add(new Member(name, code.AsSpan(from, end - from).Count('\n') + 1));
        }

        private int EndOfBlock(int at)
        {
            var depth = 0;
            for (; at < code.Length; at++)
            {
                depth += code[at] is '{' ? 1 : code[at] is '}' ? -1 : 0;
                if (depth == 0)
                {
                    return at;
                }
            }

            return code.Length - 1;
        }

        /// <summary>Whether the brace that follows belongs to an expression: an initialiser, a switch, a lambda.</summary>
        private static bool IsExpression(string header) => Assignment().IsMatch(Parenthesised().Replace(header, "()"));
    }

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record)\s+\w+")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"\bnamespace\s+[\w.]+")]
    private static partial Regex NamespaceHeader();

    [GeneratedRegex(@"(?<![=!<>])=(?!=)")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\((?:[^()]|(?<open>\()|(?<-open>\)))*\)")]
    private static partial Regex Parenthesised();

    [GeneratedRegex(@"([\w~]+)(?:<[^()]*?>)?\s*(?:\(|=>|$)")]
    private static partial Regex MemberName();
}
