using System.Globalization;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Contrail.Flights.Features;

/// <summary>A stream's version as the <c>ETag</c> of what is shown, and as the <c>If-Match</c> of what is changed.</summary>
internal static class EntityTag
{
    public static void Put(HttpContext http, long version) =>
        http.Response.Headers[HeaderNames.ETag] = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the caller looked at; null when the caller does not say, or says any.</summary>
    /// <exception cref="RefusedException">It is not a tag of ours.</exception>
    public static long? Expected(HttpContext http)
    {
        var text = http.Request.Headers[HeaderNames.IfMatch].ToString();
        return text switch
        {
            "" or "*" => null,
            _ when text is ['"', .. var version, '"'] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw Asked.Wrongly("IfMatch_Must_Be_An_ETag", "If-Match must be the ETag that an answer carried, for example \"3\"."),
        };
    }
}
