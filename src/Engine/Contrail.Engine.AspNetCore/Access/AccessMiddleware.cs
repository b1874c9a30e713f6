using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Lets a request through to its route if the route's <see cref="AccessRule"/> and the caller fit. Runs before bodies are read.</summary>
internal sealed class AccessMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, ISessionCheck sessions, IAntiforgery antiforgery)
    {
        // What is no route, such as the framework's answer 405, has nothing to protect.
        if (http.GetEndpoint() is RouteEndpoint route && await RefusalOf(http, route, sessions, antiforgery).ConfigureAwait(false) is { } problem)
        {
            await new ProblemResult(problem).ExecuteAsync(http).ConfigureAwait(false);
            return;
        }

        await next(http).ConfigureAwait(false);
    }

    private static async Task<Problem?> RefusalOf(HttpContext http, RouteEndpoint route, ISessionCheck sessions, IAntiforgery antiforgery)
    {
        if (http.Request.Headers.Authorization.Count > 0 && http.User.Identity is not { IsAuthenticated: true })
        {
            return Problems.TokenInvalid;
        }

        var caller = new Caller(http.User);
        if (caller.UserId is not null && !await sessions.IsValidAsync(http.User, http.RequestAborted).ConfigureAwait(false))
        {
            await EndAsync(http).ConfigureAwait(false);
            return Problems.SessionEnded;
        }

        if (RefusalOf(caller, route.Metadata.GetMetadata<AccessRule>()) is { } refusal)
        {
            return refusal;
        }

        if (http.User.Identity?.AuthenticationType == Sessions.Scheme && !IsSafe(http.Request.Method) && !await antiforgery.IsRequestValidAsync(http).ConfigureAwait(false))
        {
            return Problems.AntiforgeryTokenMissing;
        }

        return route.Metadata.GetMetadata<IdempotencyKeyRequired>() is not null && http.Request.Headers[RequestContext.IdempotencyKey].Count == 0
            ? Problems.IdempotencyKeyMissing
            : null;
    }

    private static Problem? RefusalOf(Caller caller, AccessRule? rule) => rule?.Kind switch
    {
        AccessKind.Anyone => null,
        AccessKind.Identified => caller.IsStranger ? Problems.SignInRequired : null,
        AccessKind.SignedIn => caller.UserId is null ? NotAUser(caller) : null,
        AccessKind.Staff => caller.UserId is null ? NotAUser(caller) : caller.HasRole([.. rule.Roles]) ? null : Problems.AccessDenied,
        _ => Problems.AccessDenied,
    };

    private static Problem NotAUser(Caller caller) => caller.IsStranger ? Problems.SignInRequired : Problems.UserRequired;

    private static Task EndAsync(HttpContext http) =>
        http.User.Identity?.AuthenticationType == Sessions.Scheme ? Sessions.SignOutAsync(http) : Task.CompletedTask;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
