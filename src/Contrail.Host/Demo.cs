using Contrail.Engine.AspNetCore;
using Contrail.Identity;

namespace Contrail.Host;

/// <summary>Fills an empty installation with a demo airline. Each module seeds itself; seeding twice changes nothing.</summary>
internal static class Demo
{
    private static readonly IReadOnlyList<Func<RunningModules, TextWriter, CancellationToken, Task>> Seeds =
    [
        (modules, output, stop) => IdentityModule.SeedDemoAsync(modules.Of<IdentityModule>(), stop),
    ];

    /// <summary>Seeds the modules, in this order; they print what people need to know, such as logins.</summary>
    public static async Task SeedAsync(RunningModules modules, TextWriter output, CancellationToken cancellation)
    {
        foreach (var seed in Seeds)
        {
            await seed(modules, output, cancellation);
        }
    }
}
