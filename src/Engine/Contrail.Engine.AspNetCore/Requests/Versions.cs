using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>Versions of single resources as <c>ETag</c> and <c>If-Match</c>.</summary>
public static class Versions
{
    /// <summary>Puts the version on the answer.</summary>
    public static void SetVersion(this HttpContext http, long version) =>
        http.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that the caller has seen; null when it does not matter to them.</summary>
    /// <exception cref="BadHttpRequestException">The header is not an <c>ETag</c> of ours.</exception>
    public static long? IfMatch(this HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header is "" or "*")
        {
            return null;
        }

        return long.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && header == $"\"{version}\""
            ? version
            : throw new BadHttpRequestException("If-Match is the ETag of an earlier answer, in double quotes.");
    }
}
