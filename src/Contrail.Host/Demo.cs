using Contrail.Booking;
using Contrail.Engine.AspNetCore;
using Contrail.Flights;
using Contrail.Identity;

namespace Contrail.Host;

/// <summary>How large the demo airline is.</summary>
internal enum DemoSize
{
    /// <summary>None.</summary>
    None,

    /// <summary>A few airports and days: for tests.</summary>
    Small,

    /// <summary>A few dozen airports, 60 days.</summary>
    Full,
}

/// <summary>Fills an installation with a demo airline and logins, and extends its schedule at each start. Repeating changes nothing.</summary>
internal static class Demo
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Seeds the modules, waits until every flight can be booked, and prints the logins.</summary>
    public static async Task SeedAsync(RunningModules modules, DemoSize size, TimeProvider clock, TextWriter output, CancellationToken cancellation)
    {
        var flights = modules.Of<FlightsModule>();
        await IdentityModule.SeedDemoAsync(modules.Of<IdentityModule>(), cancellation);
        await (size == DemoSize.Small
            ? FlightsModule.SeedSmallDemoAsync(flights, clock, cancellation: cancellation)
            : FlightsModule.SeedDemoAsync(flights, clock, cancellation: cancellation));
        await ReachBookingAsync(modules, cancellation);
        await output.WriteLineAsync("Demo logins (not for production):");
        foreach (var login in DemoLogin.All)
        {
            await output.WriteLineAsync($"  {login.Email,-28} {login.Password,-18} {string.Join(", ", login.Roles)}");
        }
    }

    /// <summary>What Flights told has arrived, the seats are on sale, and Flights knows how many.</summary>
    private static async Task ReachBookingAsync(RunningModules modules, CancellationToken cancellation)
    {
        var (flights, booking) = (modules.Of<FlightsModule>(), modules.Of<BookingModule>());
        foreach (var (teller, hearer) in new[] { (flights, booking), (booking, flights) })
        {
            var told = await teller.Log.ReadHeadAsync(cancellation);
            await teller.CaughtUpAsync("relay", told.Position, Patience, cancellation);
            var heard = await hearer.Log.ReadHeadAsync(cancellation);
            await hearer.CaughtUpAsync(heard.Position, Patience, cancellation);
        }
    }
}
