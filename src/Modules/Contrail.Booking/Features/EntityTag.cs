using System.Globalization;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Http;

namespace Contrail.Booking.Features;

/// <summary>The version of a booking as an HTTP entity tag.</summary>
internal static class EntityTag
{
    public static void Put(HttpResponse response, long version) =>
        response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that <c>If-Match</c> asks for; null when any will do.</summary>
    /// <exception cref="RefusedException">It is not a tag of ours (wrong version).</exception>
    public static long? ExpectedBy(HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        var tag when long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        var tag => throw new RefusedException(RefusalKind.WrongVersion, "Booking_Has_Changed", $"{tag} is not the ETag of a booking. Read it again."),
    };
}
