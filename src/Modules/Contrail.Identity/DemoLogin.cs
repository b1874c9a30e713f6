using Contrail.Contracts.Identity;

namespace Contrail.Identity;

/// <summary>Somebody who can sign in to the demo airline.</summary>
/// <param name="Email">The address.</param>
/// <param name="Name">The name.</param>
/// <param name="Password">Known to everybody who reads this: for demos only. The host seeds them where it is told to, never in Production.</param>
/// <param name="Roles">See <see cref="Role"/>.</param>
public sealed record DemoLogin(string Email, string Name, string Password, IReadOnlyList<string> Roles)
{
    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<DemoLogin> All { get; } =
    [
        new("traveller@contrail.example", "Tara Traveller", "demo-traveller", [Role.Traveller]),
        new("agent@contrail.example", "Amir Agent", "demo-agent-1", [Role.Agent]),
        new("operations@contrail.example", "Olga Operations", "demo-operations", [Role.Operations]),
        new("admin@contrail.example", "Ada Admin", "demo-admin-1", [Role.Admin]),
    ];
}
