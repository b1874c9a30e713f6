using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>Versions of single resources as <c>ETag</c>, <c>If-Match</c> and <c>If-None-Match</c>.</summary>
public static class Versions
{
    /// <summary>Puts the version on the answer. A GET that names it in <c>If-None-Match</c> is then answered with 304.</summary>
    public static void SetVersion(this HttpContext http, long version) =>
        http.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that the caller has seen; null when it does not matter to them.</summary>
    /// <exception cref="InvalidParameterException">The header is not an <c>ETag</c> of ours.</exception>
    public static long? IfMatch(this HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header is "" or "*")
        {
            return null;
        }

        return long.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && header == $"\"{version}\""
            ? version
            : throw new InvalidParameterException("If-Match", "If-Match is the ETag of an earlier answer, in double quotes.");
    }

    internal static async ValueTask<object?> AnswerUnchangedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context).ConfigureAwait(false);
        var http = context.HttpContext;
        return HttpMethods.IsGet(http.Request.Method)
            && http.Response.Headers.ETag.ToString() is { Length: > 0 } tag
            && http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(seen => seen is "*" || Strong(seen) == tag)
                ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
                : answer;
    }

    // A proxy that compresses an answer weakens its tag.
    private static string Strong(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
