using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Contrail.Engine.AspNetCore;

/// <summary>Refuses, before anything else looks at it, what no route takes: control characters and broken text in path or query,
/// encoded bodies, malformed idempotency keys.</summary>
internal static class RequestForm
{
    private const int LongestKey = 200;

    public static Problem? ProblemOf(HttpRequest request)
    {
        if (!Texts.IsClean(request.Path.Value))
        {
            return Problems.NothingHere;
        }

        foreach (var (name, values) in request.Query)
        {
            if (!Texts.IsClean(name) || !values.All(Texts.IsClean))
            {
                return Problems.InvalidParameter(Texts.IsClean(name) ? name : "?", "Control characters and broken text are not taken.");
            }
        }

        var keys = request.Headers[RequestContext.IdempotencyKey];
        return keys.Count > 0 && !IsKey(keys) ? Problems.IdempotencyKeyMalformed
            : request.Headers.ContentEncoding.Count > 0 ? Problems.OfStatus(StatusCodes.Status415UnsupportedMediaType)
            : null;
    }

    private static bool IsKey(StringValues keys) => keys is [{ Length: >= 1 and <= LongestKey } key] && key.All(c => c is > ' ' and <= '~');
}
