// These names are the storage format: add optional members or a new version; never edit a name.
// PasswordHash is a credential: whatever shows events or states to people masks members of that name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Identity.Domain.Users;

/// <summary>Somebody has an account.</summary>
[EventType("identity.user.registered.v1")]
internal sealed record UserRegistered(UserId UserId, string Email, string Name, string PasswordHash, IReadOnlyList<string> Roles) : IDomainEvent
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(UserRegistered)} {UserId}";
}

/// <summary>A session began; it is alive until it expires, ends, or all of the user's sessions end.</summary>
[EventType("identity.user.signed_in.v1")]
internal sealed record UserSignedIn(UserId UserId, string Session, DateTimeOffset Expires) : IDomainEvent;

/// <summary>Somebody tried to sign in with a wrong password.</summary>
[EventType("identity.user.sign_in_failed.v1")]
internal sealed record UserSignInFailed(UserId UserId, int FailuresInARow) : IDomainEvent;

/// <summary>Too many wrong passwords in a row: nobody gets in until then.</summary>
[EventType("identity.user.locked.v1")]
internal sealed record UserLocked(UserId UserId, DateTimeOffset Until, int LocksInARow) : IDomainEvent;

/// <summary>A session ended.</summary>
[EventType("identity.user.signed_out.v1")]
internal sealed record UserSignedOut(UserId UserId, string Session) : IDomainEvent;

/// <summary>Another password; every session but the one in which it was changed has ended.</summary>
[EventType("identity.user.password_changed.v1")]
internal sealed record UserPasswordChanged(UserId UserId, string PasswordHash, string? KeptSession) : IDomainEvent
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(UserPasswordChanged)} {UserId}";
}

/// <summary>Other rights; every session has ended.</summary>
[EventType("identity.user.roles_changed.v1")]
internal sealed record UserRolesChanged(UserId UserId, IReadOnlyList<string> Roles) : IDomainEvent;

/// <summary>Another name.</summary>
[EventType("identity.user.profile_changed.v1")]
internal sealed record UserProfileChanged(UserId UserId, string Name) : IDomainEvent;

/// <summary>The account is closed; every session has ended and none begins.</summary>
[EventType("identity.user.deactivated.v1")]
internal sealed record UserDeactivated(UserId UserId) : IDomainEvent;
