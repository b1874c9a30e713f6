using System.Security.Claims;

namespace Contrail.Engine.AspNetCore;

/// <summary>Says whether what a user signed in with still counts: the account may be closed, its roles or its password changed since.</summary>
public interface ISessionCheck
{
    /// <summary>Whether the user's claims still hold. Asked for every request of a user, by cookie or token: answer from memory.</summary>
    ValueTask<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellation);
}

/// <summary>Where nobody can end sessions early.</summary>
internal sealed class EverySessionCounts : ISessionCheck
{
    public ValueTask<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellation) => new(true);
}
