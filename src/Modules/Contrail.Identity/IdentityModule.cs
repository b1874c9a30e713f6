using System.Collections.Concurrent;
using Contrail.Contracts.Identity;
using Contrail.Engine.Decisions;
using Contrail.Engine.Modules;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using Contrail.Identity.Features;
using Contrail.Identity.Features.ListUsers;
using Contrail.Identity.Features.SignIn;

namespace Contrail.Identity;

/// <summary>Who people are and what they may do.</summary>
public sealed class IdentityModule : Module
{
    // Hashing is slow on purpose: once in a process is enough for passwords that everybody knows.
    private static readonly ConcurrentDictionary<string, string> DemoHashes = [];

    /// <inheritdoc/>
    public override string Name => "identity";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(IdentityModule).Assembly)
        .AddProjection(new SignInNamesProjection())
        .AddProjection(new UsersProjection())
        .Publish<UserRegistered, UserRegisteredV1>(e => new UserRegisteredV1(e.UserId.ToString(), e.Email, e.Name, e.Roles));

    /// <summary>Opens the accounts of <see cref="DemoLogin.All"/> that do not exist. Their passwords are public: refuse this in Production.</summary>
    public static async Task SeedDemoAsync(RunningModule identity, CancellationToken cancellation = default)
    {
        foreach (var login in DemoLogin.All)
        {
            if (await SignInNamesProjection.FindUserAsync(identity, login.Email, cancellation) is null)
            {
                var command = new RegisterUser(login.Email, login.Name, DemoHashes.GetOrAdd(login.Password, Passwords.Hash), login.Roles);
                await identity.Decisions.ExecuteAsync(command, CommandContext.For(DerivedId.From(Guid.Empty, $"demo:{login.Email}"), "demo"), cancellation);
            }
        }
    }
}
