using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Contrail.Engine.AspNetCore;

/// <summary>Says whether what a user signed in with still counts: the account may be closed, its roles or its password changed since.</summary>
public interface ISessionCheck
{
    /// <summary>Whether the user's claims still hold. Asked for every request of a user, by cookie or token: answer from memory.</summary>
    ValueTask<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellation);
}

/// <summary>Answers that last longer than a moment.</summary>
internal static class LastingAnswers
{
    /// <summary>Whether the caller may still be told more: a user's session may have ended since the request was let in.</summary>
    public static ValueTask<bool> MayGoOnAsync(this HttpContext http, CancellationToken cancellation) =>
        new Caller(http.User).UserId is not null && http.RequestServices.GetService<ISessionCheck>() is { } sessions ? sessions.IsValidAsync(http.User, cancellation) : new(true);
}

/// <summary>Where nobody can end sessions early.</summary>
internal sealed class EverySessionCounts : ISessionCheck
{
    public ValueTask<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellation) => new(true);
}
