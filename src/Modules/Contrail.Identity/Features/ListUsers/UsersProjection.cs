using Contrail.Engine.Projections;
using Contrail.Identity.Domain.Users;

namespace Contrail.Identity.Features.ListUsers;

/// <summary>An account as admins see it.</summary>
internal sealed record UserRow(
    string Id,
    string Email,
    string Name,
    IReadOnlyList<string> Roles,
    bool IsDeactivated,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? LockedUntil,
    string SearchText)
{
    public UserRow Renamed(string name) => this with { Name = name, SearchText = TextOf(Email, name) };

    public static string TextOf(string email, string name) => $"{email} {name}".ToLowerInvariant();
}

/// <summary>All accounts. No credentials.</summary>
internal sealed class UsersProjection : Projection<UserRow>
{
    public const string ReadModel = "users";

    public UsersProjection()
        : base(ReadModel, version: 1)
    {
        On<UserRegistered>(e => e.UserId, (_, e, at) => new UserRow(
            e.UserId.ToString(), e.Email, e.Name, e.Roles, IsDeactivated: false, at.RecordedAt, null, null, UserRow.TextOf(e.Email, e.Name)));
        On<UserSignedIn>(e => e.UserId, (row, _, at) => row! with { LastSignInAt = at.RecordedAt, LockedUntil = null });
        On<UserLocked>(e => e.UserId, (row, e) => row! with { LockedUntil = e.Until });
        On<UserRolesChanged>(e => e.UserId, (row, e) => row! with { Roles = e.Roles });
        On<UserProfileChanged>(e => e.UserId, (row, e) => row!.Renamed(e.Name));
        On<UserDeactivated>(e => e.UserId, (row, _) => row! with { IsDeactivated = true });
        Index("email");
    }
}
