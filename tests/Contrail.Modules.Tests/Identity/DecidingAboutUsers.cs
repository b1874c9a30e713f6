using Contrail.Contracts.Identity;
using Contrail.Engine.Testing.Specs;
using Contrail.Identity;
using Contrail.Identity.Domain.Users;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Identity;

public sealed class DecidingAboutUsers
{
    private static readonly DateTimeOffset Now = ManualClock.Start;
    private static readonly DateTimeOffset Later = Now.AddHours(8);
    private static readonly UserId Ada = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly UserRegistered Registered = new(Ada, "ada@example.com", "Ada", "hash", [Role.Traveller]);
    private static readonly UserSignedIn SignedIn = new(Ada, "s1", Later);

    private static AggregateSpec<User> Users => Spec.For<User>(new IdentityModule());

    [Fact]
    public void Registering_opens_an_account_with_each_role_once_in_their_order() => Users
        .WhenCreated(() => User.Register(Ada, EmailAddress.Parse(" Ada@Example.com "), owner: null, "Ada", "hash", [Role.Admin, Role.Traveller, Role.Admin]))
        .Then(Registered with { Roles = [Role.Traveller, Role.Admin] });

    [Fact]
    public void Registering_a_taken_address_is_refused() => Users
        .WhenCreated(() => User.Register(Ada, EmailAddress.Parse("ada@example.com"), owner: "somebody", "Ada", "hash", [Role.Traveller]))
        .ThenRefuses("User_Email_Is_Taken");

    [Fact]
    public void Registering_without_a_known_role_is_refused() => Users
        .WhenCreated(() => User.Register(Ada, EmailAddress.Parse("ada@example.com"), owner: null, "Ada", "hash", ["emperor"]))
        .ThenBreaks<RolesMustBeKnownRule>();

    [Fact]
    public void Signing_in_begins_a_session_that_ends_when_it_expires() => Users.Given(Registered)
        .When(u => u.TrySignIn("s1", "hash", Later, Now).ShouldBeTrue())
        .Then(SignedIn)
        .ThenState(u => (u.HasSession("s1", Later.AddTicks(-1)), u.HasSession("s1", Later), u.HasSession("s2", Now)).ShouldBe((true, false, false)));

    [Fact]
    public void Signing_in_again_with_the_same_session_changes_nothing() => Users.Given(Registered, SignedIn)
        .When(u => u.TrySignIn("s1", "hash", Later, Now).ShouldBeTrue())
        .ThenNothing();

    [Fact]
    public void A_password_that_was_changed_after_it_was_checked_signs_nobody_in() => Users.Given(Registered, new UserPasswordChanged(Ada, "hash2", null))
        .When(u => u.TrySignIn("s1", "hash", Later, Now).ShouldBeFalse())
        .ThenNothing();

    [Fact]
    public void The_oldest_session_ends_when_there_are_too_many()
    {
        var sessions = Enumerable.Range(0, User.MostSessions).Select(i => new UserSignedIn(Ada, $"s{i}", Later.AddMinutes(i))).ToArray();

        Users.Given([Registered, .. sessions])
            .When(u => u.TrySignIn("new", "hash", Later.AddHours(1), Now).ShouldBeTrue())
            .Then(new UserSignedIn(Ada, "new", Later.AddHours(1)))
            .ThenState(u => (u.HasSession("s0", Now), u.HasSession("s1", Now), u.HasSession("new", Now)).ShouldBe((false, true, true)));
    }

    [Fact]
    public void A_wrong_password_is_counted() => Users.Given(Registered, new UserSignInFailed(Ada, 1))
        .When(u => u.FailSignIn(Now))
        .Then(new UserSignInFailed(Ada, 2));

    [Fact]
    public void The_fifth_wrong_password_in_a_row_locks_for_five_minutes() => Users.Given(Registered, new UserSignInFailed(Ada, 4))
        .When(u => u.FailSignIn(Now))
        .Then(new UserSignInFailed(Ada, 5), new UserLocked(Ada, Now.AddMinutes(5), 1));

    [Fact]
    public void Each_further_lock_is_longer_and_none_is_longer_than_an_hour() =>
        Enumerable.Range(1, 20).Select(n => LockPolicy.LengthOf(n).TotalMinutes).Distinct().ShouldBe([5, 10, 20, 40, 60]);

    [Fact]
    public void Signing_in_forgets_wrong_passwords_and_locks() => Users
        .Given(Registered, new UserLocked(Ada, Now.AddMinutes(-1), 1), new UserSignInFailed(Ada, 4), SignedIn)
        .When(u => u.FailSignIn(Now))
        .Then(new UserSignInFailed(Ada, 1));

    [Fact]
    public void A_wrong_password_while_locked_is_not_counted() => Users.Given(Registered, new UserLocked(Ada, Now.AddMinutes(1), 1))
        .When(u => u.FailSignIn(Now))
        .ThenNothing();

    [Fact]
    public void The_right_password_does_not_open_a_lock() => Users.Given(Registered, new UserLocked(Ada, Now.AddTicks(1), 1))
        .When(u => u.TrySignIn("s1", "hash", Later, Now).ShouldBeFalse())
        .ThenNothing();

    [Fact]
    public void When_a_lock_is_over_the_right_password_signs_in() => Users.Given(Registered, new UserLocked(Ada, Now, 1))
        .When(u => u.TrySignIn("s1", "hash", Later, Now).ShouldBeTrue())
        .Then(SignedIn);

    [Fact]
    public void Signing_out_ends_one_session() => Users.Given(Registered, SignedIn, new UserSignedIn(Ada, "s2", Later))
        .When(u => u.SignOut("s1"))
        .Then(new UserSignedOut(Ada, "s1"))
        .ThenState(u => (u.HasSession("s1", Now), u.HasSession("s2", Now)).ShouldBe((false, true)));

    [Fact]
    public void Signing_out_of_an_ended_session_changes_nothing() => Users.Given(Registered, SignedIn, new UserSignedOut(Ada, "s1"))
        .When(u => u.SignOut("s1"))
        .ThenNothing();

    [Fact]
    public void Another_password_ends_every_session_but_the_one_it_was_changed_in() => Users.Given(Registered, SignedIn, new UserSignedIn(Ada, "s2", Later))
        .When(u => u.ChangePassword("hash2", "s1", Now))
        .Then(new UserPasswordChanged(Ada, "hash2", "s1"))
        .ThenState(u => (u.HasSession("s1", Now), u.HasSession("s2", Now)).ShouldBe((true, false)));

    [Fact]
    public void The_password_of_a_locked_account_is_not_changed() => Users.Given(Registered, new UserLocked(Ada, Now.AddMinutes(1), 1))
        .When(u => u.ChangePassword("hash2", null, Now))
        .ThenBreaks<UserMustNotBeLockedRule>("The password was wrong too often. Try again after 2026-03-29 01:31:00 UTC.");

    [Fact]
    public void The_same_hash_again_changes_nothing() => Users.Given(Registered, SignedIn)
        .When(u => u.ChangePassword("hash", "s1", Now))
        .ThenNothing();

    [Fact]
    public void Other_roles_end_every_session() => Users.Given(Registered, SignedIn)
        .When(u => u.ChangeRoles([Role.Operations, Role.Agent], isOneself: false))
        .Then(new UserRolesChanged(Ada, [Role.Agent, Role.Operations]))
        .ThenState(u => u.HasSession("s1", Now).ShouldBeFalse());

    [Fact]
    public void The_same_roles_in_another_order_change_nothing() => Users.Given(Registered with { Roles = [Role.Agent, Role.Operations] }, SignedIn)
        .When(u => u.ChangeRoles([Role.Operations, Role.Agent, Role.Agent], isOneself: false))
        .ThenNothing();

    [Fact]
    public void An_admin_cannot_give_up_being_one() => Users.Given(Registered with { Roles = [Role.Admin] })
        .When(u => u.ChangeRoles([Role.Agent], isOneself: true))
        .ThenBreaks<AdminsMustNotDisarmThemselvesRule>();

    [Fact]
    public void An_admin_may_take_on_another_role() => Users.Given(Registered with { Roles = [Role.Admin] })
        .When(u => u.ChangeRoles([Role.Admin, Role.Agent], isOneself: true))
        .Then(new UserRolesChanged(Ada, [Role.Agent, Role.Admin]));

    [Fact]
    public void Another_name_is_kept() => Users.Given(Registered)
        .When(u => u.ChangeProfile("Ada O'Brien"))
        .Then(new UserProfileChanged(Ada, "Ada O'Brien"));

    [Fact]
    public void The_same_name_changes_nothing() => Users.Given(Registered).When(u => u.ChangeProfile("Ada")).ThenNothing();

    [Fact]
    public void The_name_of_a_closed_account_is_not_changed() => Users.Given(Registered, new UserDeactivated(Ada))
        .When(u => u.ChangeProfile("Eve"))
        .ThenBreaks<UserMustBeActiveRule>();

    [Fact]
    public void Closing_an_account_ends_its_sessions() => Users.Given(Registered, SignedIn)
        .When(u => u.Deactivate(isOneself: false))
        .Then(new UserDeactivated(Ada))
        .ThenState(u => u.HasSession("s1", Now).ShouldBeFalse());

    [Fact]
    public void A_closed_account_lets_nobody_in_and_counts_no_wrong_password() => Users.Given(Registered, new UserDeactivated(Ada)).When(u =>
        {
            u.TrySignIn("s1", "hash", Later, Now).ShouldBeFalse();
            u.FailSignIn(Now);
            u.Deactivate(isOneself: false);
        })
        .ThenNothing();

    [Fact]
    public void An_admin_cannot_close_their_own_account() => Users.Given(Registered with { Roles = [Role.Admin] })
        .When(u => u.Deactivate(isOneself: true))
        .ThenBreaks<AdminsMustNotDisarmThemselvesRule>();

    [Fact]
    public void What_is_printed_of_events_holds_no_hash() =>
        $"{Registered} {new UserPasswordChanged(Ada, "hash", null)}".ShouldNotContain("hash");
}
