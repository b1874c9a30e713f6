using Contrail.Engine.Decisions;
using Contrail.Identity.Domain.Users;

namespace Contrail.Identity.Features.SignIn;

/// <summary>Begins a session. The password proved right against <paramref name="VerifiedHash"/>; if that is not the user's hash any
/// more, it proves nothing.</summary>
internal sealed record SignIn(UserId UserId, string VerifiedHash) : ICommand<BegunSession?>
{
    public override string ToString() => $"{nameof(SignIn)} {UserId}";
}

/// <summary>What a cookie or token is made of.</summary>
internal sealed record BegunSession(string Stamp, DateTimeOffset Expires, UserProfile Profile);

internal sealed class SignInHandler : ICommandHandler<SignIn, BegunSession?>
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(8);

    public BegunSession? Handle(SignIn command, IDecision decision)
    {
        var user = decision.Load<User>(command.UserId);
        var stamp = DerivedId.From(decision.CommandId, "session").ToString("N");
        var expires = DateTimeOffset.FromUnixTimeSeconds((decision.Now + Length).ToUnixTimeSeconds());
        return user.TrySignIn(stamp, command.VerifiedHash, expires, decision.Now)
            ? new BegunSession(stamp, expires, UserProfile.Of(user))
            : null;
    }
}

/// <summary>Records that a password was wrong. For an address without an account the same work is done and nothing happens.</summary>
internal sealed record FailSignIn(string Email) : ICommand;

internal sealed class FailSignInHandler : ICommandHandler<FailSignIn>
{
    public void Handle(FailSignIn command, IDecision decision)
    {
        if (decision.ClaimedBy("User_Email", command.Email) is { } owner)
        {
            decision.Load<User>(UserId.Parse(owner)).FailSignIn(decision.Now);
        }
    }
}
