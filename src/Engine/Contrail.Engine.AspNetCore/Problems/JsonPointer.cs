using System.Text;
using System.Text.Json;

namespace Contrail.Engine.AspNetCore;

/// <summary>Where in a body something is wrong (RFC 6901), from the ways in which the parser and the validators say it.</summary>
internal static class JsonPointer
{
    /// <summary>Of the parser's <c>$.passengers[0].givenName</c> or <c>$['odd name']</c>.</summary>
    public static string OfPath(string? path) => path is null ? string.Empty : Convert(path.TrimStart('$'), camelCase: false);

    /// <summary>Of a validator's <c>Passengers[0].GivenName</c>.</summary>
    public static string OfMember(string member) => member.Length == 0 ? string.Empty : Convert("." + member, camelCase: true);

    /// <summary>A name as it stands in the API.</summary>
    public static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Convert(string path, bool camelCase)
    {
        var pointer = new StringBuilder();
        var at = 0;
        while (at < path.Length)
        {
            var (segment, next) = path[at] == '[' ? Bracketed(path, at) : Dotted(path, at);
            pointer.Append('/').Append((camelCase ? CamelCase(segment) : segment).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            at = next;
        }

        return pointer.ToString();
    }

    private static (string Segment, int Next) Dotted(string path, int at)
    {
        var start = path[at] == '.' ? at + 1 : at;
        var end = path.AsSpan(start).IndexOfAny('.', '[');
        end = end < 0 ? path.Length : start + end;
        return (path[start..end], Math.Max(end, at + 1));
    }

    private static (string Segment, int Next) Bracketed(string path, int at)
    {
        var end = path.IndexOf(path.AsSpan(at).StartsWith("['") ? "']" : "]", at, StringComparison.Ordinal);
        return end < 0 ? (path[(at + 1)..], path.Length) : (path[(at + 1)..end].TrimStart('\''), end + (path[end] == '\'' ? 2 : 1));
    }
}
