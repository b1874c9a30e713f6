using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Identity.Domain.Users;

namespace Contrail.Identity.Features.SignIn;

/// <summary>Whose account an address signs in to. No credentials here: they are read from the user's own stream.</summary>
internal sealed record SignInName(string Email, string UserId);

internal sealed class SignInNamesProjection : Projection<SignInName>
{
    public const string ReadModel = "sign_in_names";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public SignInNamesProjection()
        : base(ReadModel, version: 1) =>
        On<UserRegistered>(e => e.Email, (_, e) => new SignInName(e.Email, e.UserId.ToString()));

    /// <summary>The user with an address, up to the log's head: an account that was just opened is found.</summary>
    /// <exception cref="TimeoutException">The read model is too far behind.</exception>
    public static async Task<User?> FindUserAsync(RunningModule identity, string email, CancellationToken cancellation)
    {
        var head = await identity.Log.ReadHeadAsync(cancellation);
        await identity.CaughtUpAsync(ReadModel, head.Position, Patience, cancellation);
        return await identity.FindAsync<SignInName>(ReadModel, email, cancellation) is { } name
            ? await identity.StateAsync<User>(UserId.Parse(name.UserId))
            : null;
    }
}
