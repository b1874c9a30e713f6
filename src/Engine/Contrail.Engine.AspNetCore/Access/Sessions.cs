using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Sessions of browsers by cookie. Identity signs people in with the claims of <see cref="Caller"/> (<c>sub</c>, one <c>role</c> each, and
/// whatever its <see cref="ISessionCheck"/> needs) and answers with the antiforgery token that unsafe requests of the session need.
/// </summary>
public sealed class Sessions(IAntiforgery antiforgery)
{
    /// <summary>The authentication scheme of the cookie.</summary>
    public const string Scheme = "session";

    /// <summary>The header by which a browser shows that a request is its own page's.</summary>
    public const string AntiforgeryHeader = "X-Contrail-Antiforgery";

    /// <summary>Begins a session.</summary>
    /// <returns>The antiforgery token for the header <see cref="AntiforgeryHeader"/>.</returns>
    public async Task<string> SignInAsync(HttpContext http, IEnumerable<Claim> claims)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, Caller.UserClaim, Caller.RoleClaim));
        await http.SignInAsync(Scheme, user).ConfigureAwait(false);
        http.User = user;
        return TokenFor(http);
    }

    /// <summary>Ends the session of this browser.</summary>
    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(Scheme);

    /// <summary>The antiforgery token of the session that the request belongs to.</summary>
    public string TokenFor(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;

    internal static void MapAntiforgery(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/session/antiforgery", Answer)
        .WithName("GetAntiforgeryToken").WithTags("Session").WithSummary($"Gives the value of {AntiforgeryHeader} that unsafe requests with a session cookie need")
        .AllowAccess(AccessRule.Anyone);

    private static Ok<AntiforgeryToken> Answer(HttpContext http, Sessions sessions) => TypedResults.Ok(new AntiforgeryToken(sessions.TokenFor(http), AntiforgeryHeader));
}

/// <summary>What shows that a request comes from our own pages.</summary>
/// <param name="Token">The value.</param>
/// <param name="Header">The header that carries it.</param>
public sealed record AntiforgeryToken(string Token, string Header);
