using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.Identity;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using Contrail.Identity.Features;
using Contrail.Identity.Features.SignIn;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Identity;

public sealed class KeepingSessions : IAsyncLifetime
{
    private const string Email = "ada@example.com";
    private readonly ManualClock clock = new();
    private readonly RunningModules modules = new();
    private RunningModule identity = null!;
    private LiveSessions sessions = null!;

    public async ValueTask InitializeAsync()
    {
        await modules.StartAsync(new IdentityModule(), new InMemoryStorage(clock), new ModuleOptions { Clock = clock });
        identity = modules.Of<IdentityModule>();
        sessions = new LiveSessions(modules, clock);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return modules.DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_alive_until_it_is_ended()
    {
        var session = await SignInAsync(await RegisterAsync());
        (await IsAliveAsync(session)).ShouldBeTrue();

        await ExecuteAsync(new SignOut(UserId.Parse(session.Profile.Id), session.Stamp));

        (await IsAliveAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_is_over_after_eight_hours()
    {
        var session = await SignInAsync(await RegisterAsync());

        clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        (await IsAliveAsync(session)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));

        (await IsAliveAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task Other_roles_end_a_session_with_the_next_request()
    {
        var session = await SignInAsync(await RegisterAsync());
        (await IsAliveAsync(session)).ShouldBeTrue();

        await ExecuteAsync(new ChangeRoles(UserId.Parse(session.Profile.Id), [Role.Agent], By: default));

        (await IsAliveAsync(session)).ShouldBeFalse();
        (await SignInAsync(UserId.Parse(session.Profile.Id))).Profile.Roles.ShouldBe([Role.Agent]);
    }

    [Fact]
    public async Task Nobody_has_a_session_that_was_never_begun()
    {
        var session = await SignInAsync(await RegisterAsync());
        var other = await SignInAsync(await RegisterAsync("eve@example.com"));

        (await sessions.IsAliveAsync(session.Profile.Id, other.Stamp)).ShouldBeFalse("the session is somebody else's");
        (await sessions.IsAliveAsync(Guid.Empty.ToString("N"), session.Stamp)).ShouldBeFalse("there is no such user");
        (await sessions.IsAliveAsync("nonsense", session.Stamp)).ShouldBeFalse();
        (await sessions.IsAliveAsync(session.Profile.Id, null)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_has_one_account()
    {
        await RegisterAsync();

        var refusal = await Should.ThrowAsync<RefusedException>(() => RegisterAsync());

        refusal.Key.ShouldBe("User_Email_Is_Taken");
    }

    [Fact]
    public async Task Of_many_who_register_an_address_at_once_one_gets_it()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                return (UserId?)await RegisterAsync();
            }
            catch (RefusedException)
            {
                return null;
            }
        }));

        attempts.Count(id => id is not null).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_registration_again_is_answered_again_although_its_hash_differs()
    {
        var fingerprint = CommandContext.FingerprintOf(new { Email });
        var context = CommandContext.New() with { Fingerprint = fingerprint };

        var first = await identity.Decisions.ExecuteAsync(new RegisterUser(Email, "Ada", "hash", [Role.Traveller]), context);
        var again = await identity.Decisions.ExecuteAsync(new RegisterUser(Email, "Ada", "another hash", [Role.Traveller]), context);

        (first.IsReplay, again.IsReplay, again.Result.Id).ShouldBe((false, true, first.Result.Id));
        (await identity.StateAsync<User>(UserId.Parse(first.Result.Id))).PasswordHash.ShouldBe("hash");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_time_opens_it()
    {
        var id = await RegisterAsync();
        for (var i = 0; i < 7; i++)
        {
            await ExecuteAsync(new FailSignIn(Email));
        }

        (await TrySignInAsync(id)).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(5));

        (await TrySignInAsync(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_password_for_nobody_records_nothing()
    {
        var before = await identity.Log.ReadHeadAsync(default);

        await ExecuteAsync(new FailSignIn("nobody@example.com"));

        (await identity.Log.ReadHeadAsync(default)).Position.ShouldBe(before.Position);
    }

    [Fact]
    public async Task Demo_logins_are_opened_once_and_their_passwords_are_right()
    {
        await IdentityModule.SeedDemoAsync(identity);
        var seeded = await identity.Log.ReadHeadAsync(default);
        await IdentityModule.SeedDemoAsync(identity);

        (await identity.Log.ReadHeadAsync(default)).Position.ShouldBe(seeded.Position);
        foreach (var login in DemoLogin.All)
        {
            var user = await SignInNamesProjection.FindUserAsync(identity, login.Email, default);
            Passwords.Verify(user!.PasswordHash, login.Password).ShouldBeTrue();
            user.Roles.ShouldBe(login.Roles);
        }
    }

    private Task<bool> IsAliveAsync(BegunSession session) => sessions.IsAliveAsync(session.Profile.Id, session.Stamp).AsTask();

    private async Task<UserId> RegisterAsync(string email = Email) => UserId.Parse(
        (await identity.Decisions.ExecuteAsync(new RegisterUser(email, "Ada", "hash", [Role.Traveller]), CommandContext.New())).Result.Id);

    private async Task<BegunSession> SignInAsync(UserId id) => (await TrySignInAsync(id)).ShouldNotBeNull();

    private async Task<BegunSession?> TrySignInAsync(UserId id) => (await identity.Decisions.ExecuteAsync(new SignIn(id, "hash"), CommandContext.New())).Result;

    private Task<CommandResult> ExecuteAsync(ICommand command) => identity.Decisions.ExecuteAsync(command, CommandContext.New());
}
