using System.Diagnostics;
using System.Security.Claims;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features.SignIn;

/// <summary>How a session is carried: by a browser, or by a program in its <c>Authorization</c> header.</summary>
internal enum SessionKind
{
    Cookie,
    Token,
}

internal sealed record SignInBody(string Email, string Password, SessionKind? Kind)
{
    public override string ToString() => nameof(SignInBody);
}

/// <summary>The antiforgery token goes into the header <c>X-Contrail-Antiforgery</c> of later unsafe requests that carry the cookie.</summary>
internal sealed record SignedIn(UserProfile Profile, DateTimeOffset ExpiresAt, string? AccessToken, string? AntiforgeryToken);

internal sealed class SignInValidator : AbstractValidator<SignInBody>
{
    public SignInValidator()
    {
        RuleFor(b => b.Email).NotEmpty().MaximumLength(254).WithMessage("Write the e-mail address of the account.");
        RuleFor(b => b.Password).NotEmpty().MaximumLength(PasswordPolicy.Longest).WithMessage("Write the password of the account.");
    }
}

internal sealed class SignInEndpoint : IEndpoint
{
    private const string Code = "User_Credentials_Must_Be_Right";

    // One text whatever the reason: nobody learns which addresses have accounts.
    private const string Refusal =
        "The e-mail address or the password is not right. After five wrong passwords in a row an account is locked for five minutes or longer.";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/session", HandleAsync)
        .WithName("SignIn").WithSummary("Signs in: a cookie for browsers, or an access token for eight hours")
        .AllowAccess(AccessRule.Anyone)
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .RequireRateLimiting(RateLimits.SignIn);

    private static async Task<Results<Ok<SignedIn>, JsonHttpResult<Problem>>> HandleAsync(
        SignInBody body, ModuleRequest<IdentityModule> request, AccessTokens tokens, Sessions sessions, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var email = EmailAddress.Normalised(body.Email);
        var user = await SignInNamesProjection.FindUserAsync(request.Module, email, http.RequestAborted);
        if (!Passwords.Verify(user?.PasswordHash, body.Password))
        {
            // Every wrong password counts, also under a key that was used before.
            await request.Module.Decisions.ExecuteAsync(new FailSignIn(email), CommandContext.New(request.Caller.Actor), http.RequestAborted);
            return Refused(http);
        }

        var command = new SignIn(user!.Id, user.PasswordHash);
        var kind = body.Kind ?? SessionKind.Cookie;
        if (await request.ExecuteAsync(command, fingerprintOf: new { email, kind }) is not { } session)
        {
            return Refused(http);
        }

        var claims = ClaimsOf(session);
        return TypedResults.Ok(kind == SessionKind.Token
            ? new SignedIn(session.Profile, session.Expires, tokens.Issue(claims, session.Expires), null)
            : new SignedIn(session.Profile, session.Expires, null, await sessions.SignInAsync(http, claims)));
    }

    private static Claim[] ClaimsOf(BegunSession session) =>
    [
        new(Caller.UserClaim, session.Profile.Id),
        new(LiveSessions.StampClaim, session.Stamp),
        .. session.Profile.Roles.Select(role => new Claim(Caller.RoleClaim, role)),
    ];

    private static JsonHttpResult<Problem> Refused(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        var trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        var problem = new Problem($"/problems/{Code}", "Not signed in", StatusCodes.Status401Unauthorized, Code, Refusal, null, trace, Retryable: false);
        return TypedResults.Json(problem, contentType: "application/problem+json", statusCode: problem.Status);
    }
}
