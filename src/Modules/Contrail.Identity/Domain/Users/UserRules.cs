using System.Globalization;
using Contrail.Contracts.Identity;
using Contrail.Engine.Domain;

namespace Contrail.Identity.Domain.Users;

/// <summary>One account for each address.</summary>
internal sealed class EmailMustNotBeTakenRule(string? owner) : Rule("User_Email_Is_Taken")
{
    public override string Explanation => "There is an account with this e-mail address. Sign in, or register with another address.";

    public override bool IsFollowed() => owner is null;
}

/// <summary>Nothing changes in a closed account.</summary>
internal sealed class UserMustBeActiveRule(bool isDeactivated) : Rule("User_Must_Be_Active")
{
    public override string Explanation => "This account is closed.";

    public override bool IsFollowed() => !isDeactivated;
}

/// <summary>Whoever guesses passwords waits.</summary>
internal sealed class UserMustNotBeLockedRule(DateTimeOffset? lockedUntil, DateTimeOffset now) : Rule("User_Must_Not_Be_Locked")
{
    public override string Explanation => string.Create(
        CultureInfo.InvariantCulture, $"The password was wrong too often. Try again after {lockedUntil?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");

    public override bool IsFollowed() => lockedUntil is null || now >= lockedUntil;
}

/// <summary>Rights are some of those that exist.</summary>
internal sealed class RolesMustBeKnownRule(IReadOnlyCollection<string> roles) : Rule("User_Roles_Must_Be_Known")
{
    /// <summary>All, from the least to the most.</summary>
    public static IReadOnlyList<string> Known { get; } = [Role.Traveller, Role.Agent, Role.Operations, Role.Admin];

    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => $"Give at least one role of {string.Join(", ", Known)}.";

    public override bool IsFollowed() => roles is { Count: > 0 } && roles.All(Known.Contains);
}

/// <summary>An admin who takes their own rights away could lock everybody out.</summary>
internal sealed class AdminsMustNotDisarmThemselvesRule(bool isOneself, bool staysAdmin) : Rule("User_Admins_Must_Not_Disarm_Themselves")
{
    public override string Explanation => "You cannot close your own account or give up your own admin role. Ask another admin.";

    public override bool IsFollowed() => !isOneself || staysAdmin;
}
