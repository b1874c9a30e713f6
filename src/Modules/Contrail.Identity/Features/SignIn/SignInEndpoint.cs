using System.Security.Claims;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
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

/// <summary>The antiforgery token goes into the <c>X-Antiforgery</c> header of later unsafe requests that carry the cookie.</summary>
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
    // One text whatever the reason: nobody learns which addresses have accounts.
    private const string Refusal =
        "The e-mail address or the password is not right. After five wrong passwords in a row an account is locked for five minutes or longer.";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/session", HandleAsync)
        .WithName("SignIn").WithSummary("Signs in: a cookie for browsers, or an access token for eight hours")
        .AllowAccess(AccessRule.Anyone)
        .RequireRateLimiting("sign-in");

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> HandleAsync(
        SignInBody body, ModuleRequest<IdentityModule> request, AccessTokens tokens, IAntiforgery antiforgery, HttpContext http)
    {
        var email = EmailAddress.Normalised(body.Email);
        var user = await SignInNamesProjection.FindUserAsync(request.Module, email, http.RequestAborted);
        if (!Passwords.Verify(user?.PasswordHash, body.Password))
        {
            // Every wrong password counts, also under a key that was used before.
            await request.Module.Decisions.ExecuteAsync(new FailSignIn(email), CommandContext.New(request.Caller.Actor), http.RequestAborted);
            return Refused();
        }

        var command = new SignIn(user!.Id, user.PasswordHash);
        var kind = body.Kind ?? SessionKind.Cookie;
        return await request.ExecuteAsync(command, fingerprintOf: new { email, kind }) is { } session
            ? TypedResults.Ok(await CarryAsync(session, kind, tokens, antiforgery, http))
            : Refused();
    }

    private static async Task<SignedIn> CarryAsync(BegunSession session, SessionKind kind, AccessTokens tokens, IAntiforgery antiforgery, HttpContext http)
    {
        Claim[] claims =
        [
            new(Caller.UserClaim, session.Profile.Id),
            new(LiveSessions.StampClaim, session.Stamp),
            .. session.Profile.Roles.Select(role => new Claim(Caller.RoleClaim, role)),
        ];
        if (kind == SessionKind.Token)
        {
            return new SignedIn(session.Profile, session.Expires, tokens.Issue(claims, session.Expires), null);
        }

        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        http.User = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, Caller.UserClaim, Caller.RoleClaim));
        await http.SignInAsync(Scheme, http.User, new AuthenticationProperties { IsPersistent = true, ExpiresUtc = session.Expires });
        return new SignedIn(session.Profile, session.Expires, null, antiforgery.GetAndStoreTokens(http).RequestToken);
    }

    private static ProblemHttpResult Refused() => TypedResults.Problem(
        Refusal, statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in", extensions: new Dictionary<string, object?> { ["code"] = "User_Credentials_Must_Be_Right" });
}
