using Contrail.Contracts.Identity;
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
    string SearchText,
    bool WasStaff)
{
    public UserRow With(IReadOnlyList<string> roles) => this with { Roles = roles, WasStaff = WasStaff || IsStaff(roles) };


    public UserRow Renamed(string name) => this with { Name = name, SearchText = TextOf(Email, name) };

    public static bool IsStaff(IReadOnlyList<string> roles) => roles.Any(role => role != Role.Traveller);

    public static string TextOf(string email, string name) => $"{email} {name}".ToLowerInvariant();
}

/// <summary>All accounts. No credentials.</summary>
internal sealed class UsersProjection : Projection<UserRow>
{
    public const string ReadModel = "users";

    public UsersProjection()
        : base(ReadModel, version: 2)
    {
        On<UserRegistered>(e => e.UserId, (_, e, at) => new UserRow(
            e.UserId.ToString(), e.Email, e.Name, e.Roles, IsDeactivated: false, at.RecordedAt, null, null, UserRow.TextOf(e.Email, e.Name), UserRow.IsStaff(e.Roles)));
        On<UserSignedIn>(e => e.UserId, (row, _, at) => row! with { LastSignInAt = at.RecordedAt, LockedUntil = null });
        On<UserLocked>(e => e.UserId, (row, e) => row! with { LockedUntil = e.Until });
        On<UserRolesChanged>(e => e.UserId, (row, e) => row!.With(e.Roles));
        On<UserProfileChanged>(e => e.UserId, (row, e) => row!.Renamed(e.Name));
        On<UserDeactivated>(e => e.UserId, (row, _) => row! with { IsDeactivated = true });
        Index("email");
        Index("was_staff", "email");
    }
}
