using Contrail.Engine.AspNetCore;
using Contrail.Identity;

namespace Contrail.Host;

/// <summary>Fills an empty installation with a demo airline. Each module seeds itself; seeding twice changes nothing.</summary>
internal static class Demo
{
    private static readonly IReadOnlyList<Func<RunningModules, TextWriter, CancellationToken, Task>> Seeds =
    [
        SeedLoginsAsync,
    ];

    /// <summary>Seeds the modules, in this order; they print what people need to know, such as logins.</summary>
    public static async Task SeedAsync(RunningModules modules, TextWriter output, CancellationToken cancellation)
    {
        foreach (var seed in Seeds)
        {
            await seed(modules, output, cancellation);
        }
    }

    private static async Task SeedLoginsAsync(RunningModules modules, TextWriter output, CancellationToken cancellation)
    {
        await IdentityModule.SeedDemoAsync(modules.Of<IdentityModule>(), cancellation);
        await output.WriteLineAsync("Demo logins (start with --no-demo to leave them out):");
        foreach (var login in DemoLogin.All)
        {
            await output.WriteLineAsync($"  {login.Email,-28} {login.Password,-16} {string.Join(", ", login.Roles)}");
        }
    }
}
