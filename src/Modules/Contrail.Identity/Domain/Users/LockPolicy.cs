namespace Contrail.Identity.Domain.Users;

/// <summary>How long whoever guesses passwords waits: five minutes, then twice as long each time, never longer than an hour, so that a
/// stranger cannot keep the owner out for days.</summary>
internal static class LockPolicy
{
    /// <summary>So many wrong passwords in a row lock an account.</summary>
    public const int FailuresBeforeLock = 5;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long a lock lasts.</summary>
    /// <param name="locksInARow">1 for the first since somebody signed in.</param>
    public static TimeSpan LengthOf(int locksInARow)
    {
        var length = First * Math.Pow(2, Math.Min(locksInARow - 1, 10));
        return length < Longest ? length : Longest;
    }
}
