using Contrail.Engine.Domain;

namespace Contrail.Identity.Domain.Users;

/// <summary>
/// Somebody with an account. It knows its live sessions: what a cookie or token claims counts only as long as its session is one
/// of them, so ending a session here ends it everywhere.
/// </summary>
[StreamCategory(Category)]
internal sealed class User : AggregateRoot<UserId>
{
    public const string Category = "user";

    /// <summary>How many of a user's sessions are alive at most; the oldest ends first.</summary>
    public const int MostSessions = 20;

    private readonly Dictionary<string, DateTimeOffset> sessions = new(StringComparer.Ordinal);
    private int failuresInARow;
    private int locksInARow;

    private User()
    {
    }

    public string Email { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string PasswordHash { get; private set; } = "";

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsDeactivated { get; private set; }

    public static User Register(UserId id, EmailAddress email, string? owner, string name, string passwordHash, IReadOnlyCollection<string> roles)
    {
        Check(new EmailMustNotBeTakenRule(owner));
        Check(new RolesMustBeKnownRule(roles));
        var user = new User();
        user.Apply(new UserRegistered(id, email.Value, name, passwordHash, Ordered(roles)));
        return user;
    }

    /// <summary>Whether a session is alive.</summary>
    public bool HasSession(string session, DateTimeOffset now) => !IsDeactivated && sessions.TryGetValue(session, out var expires) && now < expires;

    /// <summary>Begins a session after the password proved right. False when the account is locked or closed, or when the password was
    /// changed since it was looked at.</summary>
    public bool TrySignIn(string session, string verifiedHash, DateTimeOffset expires, DateTimeOffset now)
    {
        if (IsDeactivated || IsLocked(now) || verifiedHash != PasswordHash)
        {
            return false;
        }

        if (!sessions.ContainsKey(session))
        {
            Apply(new UserSignedIn(Id, session, expires));
        }

        return true;
    }

    /// <summary>Counts a wrong password. What is locked or closed counts nothing, so guessing on does not fill the log.</summary>
    public void FailSignIn(DateTimeOffset now)
    {
        if (IsDeactivated || IsLocked(now))
        {
            return;
        }

        Apply(new UserSignInFailed(Id, failuresInARow + 1));
        if (failuresInARow >= LockPolicy.FailuresBeforeLock)
        {
            Apply(new UserLocked(Id, now + LockPolicy.LengthOf(locksInARow + 1), locksInARow + 1));
        }
    }

    public void SignOut(string session)
    {
        if (sessions.ContainsKey(session))
        {
            Apply(new UserSignedOut(Id, session));
        }
    }

    public void ChangePassword(string passwordHash, string? keptSession, DateTimeOffset now)
    {
        CheckMayUsePassword(now);
        if (passwordHash != PasswordHash)
        {
            Apply(new UserPasswordChanged(Id, passwordHash, keptSession));
        }
    }

    /// <summary>Refuses where a password must not even be looked at.</summary>
    public void CheckMayUsePassword(DateTimeOffset now)
    {
        Check(new UserMustBeActiveRule(IsDeactivated));
        Check(new UserMustNotBeLockedRule(LockedUntil, now));
    }

    public void ChangeRoles(IReadOnlyCollection<string> roles, bool isOneself)
    {
        Check(new UserMustBeActiveRule(IsDeactivated));
        Check(new RolesMustBeKnownRule(roles));
        Check(new AdminsMustNotDisarmThemselvesRule(isOneself, roles.Contains(Contracts.Identity.Role.Admin)));
        if (!Ordered(roles).SequenceEqual(Roles))
        {
            Apply(new UserRolesChanged(Id, Ordered(roles)));
        }
    }

    public void ChangeProfile(string name)
    {
        Check(new UserMustBeActiveRule(IsDeactivated));
        if (name != Name)
        {
            Apply(new UserProfileChanged(Id, name));
        }
    }

    public void Deactivate(bool isOneself)
    {
        Check(new AdminsMustNotDisarmThemselvesRule(isOneself, staysAdmin: false));
        if (!IsDeactivated)
        {
            Apply(new UserDeactivated(Id));
        }
    }

    private static IReadOnlyList<string> Ordered(IReadOnlyCollection<string> roles) => [.. RolesMustBeKnownRule.Known.Where(roles.Contains)];

    private bool IsLocked(DateTimeOffset now) => !new UserMustNotBeLockedRule(LockedUntil, now).IsFollowed();

    private void When(UserRegistered e) => (Id, Email, Name, PasswordHash, Roles) = (e.UserId, e.Email, e.Name, e.PasswordHash, e.Roles);

    private void When(UserSignedIn e)
    {
        (failuresInARow, locksInARow, LockedUntil) = (0, 0, null);
        if (sessions.Count >= MostSessions)
        {
            sessions.Remove(sessions.MinBy(s => (s.Value, s.Key)).Key);
        }

        sessions[e.Session] = e.Expires;
    }

    private void When(UserSignInFailed e) => failuresInARow = e.FailuresInARow;

    private void When(UserLocked e) => (failuresInARow, locksInARow, LockedUntil) = (0, e.LocksInARow, e.Until);

    private void When(UserSignedOut e) => sessions.Remove(e.Session);

    private void When(UserPasswordChanged e)
    {
        PasswordHash = e.PasswordHash;
        foreach (var ended in sessions.Keys.Where(session => session != e.KeptSession).ToList())
        {
            sessions.Remove(ended);
        }
    }

    private void When(UserRolesChanged e)
    {
        Roles = e.Roles;
        sessions.Clear();
    }

    private void When(UserProfileChanged e) => Name = e.Name;

    private void When(UserDeactivated e)
    {
        IsDeactivated = true;
        sessions.Clear();
    }
}
