using Microsoft.AspNetCore.Builder;

namespace Contrail.Engine.AspNetCore;

/// <summary>Who may call an endpoint. Whether a thing belongs to the caller is for the endpoint to ask <c>Caller</c>.</summary>
/// <param name="Kind">Which sort of caller.</param>
/// <param name="Roles">For staff: any of these; an admin always may.</param>
public sealed record AccessRule(AccessKind Kind, IReadOnlyList<string> Roles)
{
    /// <summary>Everybody, signed in or not.</summary>
    public static AccessRule Anyone { get; } = new(AccessKind.Anyone, []);

    /// <summary>Whoever presents a session, a user's token or a guest's token. The endpoint checks what it covers.</summary>
    public static AccessRule Identified { get; } = new(AccessKind.Identified, []);

    /// <summary>A user, of any role: not a guest.</summary>
    public static AccessRule SignedIn { get; } = new(AccessKind.SignedIn, []);

    /// <summary>Users with one of the roles.</summary>
    public static AccessRule Staff(params string[] roles) => new(AccessKind.Staff, roles);
}

/// <summary>Sorts of callers.</summary>
public enum AccessKind
{
    /// <summary>Everybody.</summary>
    Anyone,

    /// <summary>A user or a guest with a token.</summary>
    Identified,

    /// <summary>A user.</summary>
    SignedIn,

    /// <summary>A user with a role.</summary>
    Staff,
}

/// <summary>States who may call an endpoint.</summary>
public static class AccessExtensions
{
    /// <summary>Lets those callers in; others get 401 or 403.</summary>
    public static TBuilder AllowAccess<TBuilder>(this TBuilder endpoint, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(rule);
}
