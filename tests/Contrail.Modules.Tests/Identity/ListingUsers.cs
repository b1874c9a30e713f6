using Contrail.Contracts.Identity;
using Contrail.Engine.Testing.Specs;
using Contrail.Identity;
using Contrail.Identity.Domain.Users;
using Contrail.Identity.Features.ListUsers;
using Contrail.Identity.Features.SignIn;
using Xunit;

namespace Contrail.Modules.Tests.Identity;

public sealed class ListingUsers
{
    private static readonly UserId Ada = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly UserRegistered Registered = new(Ada, "ada@example.com", "Ada", "hash", [Role.Traveller]);

    [Fact]
    public Task A_user_is_listed_with_name_roles_and_last_sign_in() => ProjectionSpec.For(new IdentityModule(), new UsersProjection())
        .Given(Registered, new UserLocked(Ada, ManualClock.Start.AddMinutes(5), 1))
        .GivenAt(ManualClock.Start.AddMinutes(6), new UserSignedIn(Ada, "s1", ManualClock.Start.AddHours(8)))
        .Given(new UserProfileChanged(Ada, "Ada LOVELACE"), new UserRolesChanged(Ada, [Role.Agent]), new UserDeactivated(Ada))
        .ThenAsync(new UserRow(
            Ada.ToString(), "ada@example.com", "Ada LOVELACE", [Role.Agent], true, ManualClock.Start, ManualClock.Start.AddMinutes(6), null, "ada@example.com ada lovelace",
            WasStaff: true));

    [Fact]
    public Task Who_was_on_the_staff_once_stays_known_by_name() => ProjectionSpec.For(new IdentityModule(), new UsersProjection())
        .Given(Registered, new UserRolesChanged(Ada, [Role.Agent]), new UserRolesChanged(Ada, [Role.Traveller]))
        .ThenAsync(new UserRow(
            Ada.ToString(), "ada@example.com", "Ada", [Role.Traveller], false, ManualClock.Start, null, null, "ada@example.com ada", WasStaff: true));

    [Fact]
    public Task A_lock_is_shown() => ProjectionSpec.For(new IdentityModule(), new UsersProjection())
        .Given(Registered, new UserLocked(Ada, ManualClock.Start.AddMinutes(5), 1))
        .ThenAsync(new UserRow(
            Ada.ToString(), "ada@example.com", "Ada", [Role.Traveller], false, ManualClock.Start, null, ManualClock.Start.AddMinutes(5), "ada@example.com ada", WasStaff: false));

    [Fact]
    public Task An_address_leads_to_its_user() => ProjectionSpec.For(new IdentityModule(), new SignInNamesProjection())
        .Given(Registered)
        .ThenAsync(new SignInName("ada@example.com", Ada.ToString()));
}
