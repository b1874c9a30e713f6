using System.Security.Claims;

namespace Contrail.Engine.AspNetCore;

/// <summary>Who calls. A guest is known by what their token covers, a user by their id and roles.</summary>
/// <param name="principal">The request's principal.</param>
public sealed class Caller(ClaimsPrincipal principal)
{
    /// <summary>Claim of a user's id.</summary>
    public const string UserClaim = "sub";

    /// <summary>Claim of a user's role; one for each.</summary>
    public const string RoleClaim = "role";

    /// <summary>Claim of a thing that a guest's token covers, for example <c>booking:0199...</c>; one for each.</summary>
    public const string CoversClaim = "covers";

    /// <summary>The user's id; null for guests and strangers.</summary>
    public string? UserId => principal.FindFirstValue(UserClaim);

    /// <summary>Whether it is neither a user nor a guest with a token.</summary>
    public bool IsStranger => UserId is null && !principal.HasClaim(c => c.Type == CoversClaim);

    /// <summary>As it is recorded with events.</summary>
    public string Actor => UserId is { } user ? $"user:{user}" : principal.FindFirstValue(CoversClaim) is { } covers ? $"guest:{covers}" : "guest";

    /// <summary>Whether the caller is a user with one of the roles, or an admin.</summary>
    public bool HasRole(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (principal.HasClaim(RoleClaim, role))
            {
                return true;
            }
        }

        return principal.HasClaim(RoleClaim, "admin");
    }

    /// <summary>Whether a guest's token covers the thing.</summary>
    public bool Covers(string thing) => principal.HasClaim(CoversClaim, thing);
}
