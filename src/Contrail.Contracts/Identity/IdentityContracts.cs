// The published language of Identity. These names are the wire format: add optional members or a new version; never edit a name.
using Contrail.Engine.Events;

namespace Contrail.Contracts.Identity;

/// <summary>Somebody has an account.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">In lower case.</param>
/// <param name="Name">As they write it.</param>
/// <param name="Roles">See <see cref="Role"/>, in lower case.</param>
[EventType("identity.user_registered.v1")]
public sealed record UserRegisteredV1(string UserId, string Email, string Name, IReadOnlyList<string> Roles);

/// <summary>What people may do; the names are stored and stand in tokens.</summary>
public static class Role
{
    /// <summary>Books for themselves.</summary>
    public const string Traveller = "traveller";

    /// <summary>Staff who see and change travellers' bookings and orders.</summary>
    public const string Agent = "agent";

    /// <summary>Staff who run flights and the system.</summary>
    public const string Operations = "operations";

    /// <summary>May do everything, and gives roles.</summary>
    public const string Admin = "admin";
}
