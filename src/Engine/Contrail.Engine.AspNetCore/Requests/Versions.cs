using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>Versions of single resources: <c>ETag</c> and <c>If-Match</c>. The tag names the version of the stream that a write would
/// change; what is shown beside it may change without it, so <c>If-None-Match</c> is not answered with 304.</summary>
public static class Versions
{
    /// <summary>Tells the version of what is answered.</summary>
    public static void SetVersion(this HttpContext http, long version) => http.Response.Headers.ETag = TagOf(version);

    /// <summary>The version that the caller expects to change; null when they do not say.</summary>
    /// <exception cref="BadHttpRequestException">It is not an <c>ETag</c> that was given out.</exception>
    public static long? IfMatch(this HttpRequest request)
    {
        var given = request.Headers.IfMatch;
        if (given.Count == 0 || given is ["*"])
        {
            return null;
        }

        var text = given.ToString();
        return text is ['"', .. var number, '"'] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new InvalidParameterException("If-Match", "If-Match is one ETag as it was given, in quotes, for example \"7\".");
    }

    private static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
