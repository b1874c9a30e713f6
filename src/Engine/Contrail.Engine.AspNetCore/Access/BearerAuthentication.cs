using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Contrail.Engine.AspNetCore;

/// <summary>Reads <c>Authorization: Bearer</c> tokens of users and guests.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "bearer";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var claims = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? tokens.Read(header[Prefix.Length..].Trim(), clock.GetUtcNow()) : null;
        return Task.FromResult(claims is null
            ? AuthenticateResult.Fail("The token is not valid or has expired.")
            : AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName, Caller.UserClaim, Caller.RoleClaim)), SchemeName)));
    }
}
