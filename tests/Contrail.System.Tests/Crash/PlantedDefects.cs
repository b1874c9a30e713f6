using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Crash;

/// <summary>
/// The checks of the crash tests can fail: each of these runs the real host with one module that has a defect (tests/Planted), and they report it.
/// The same stories without the defect leave nothing to report.
/// </summary>
[Trait("Category", "Slow")]
public sealed class PlantedDefects
{
    [Theory]
    [InlineData(null)]
    [InlineData("SeatCheckRemoved")]
    public async Task Seats_that_are_sold_twice_are_found(string? defect)
    {
        using var program = PlantedHost.With(defect);
        await using var world = await CrashWorld.StartAsync(program.Variables);
        // Of four parties of nine, two fit into the 21 seats of the cabin. All take the same offer: it promises no seats.
        var journey = new Journey("LHR", "JFK", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2)) { Cabin = "premiumEconomy", Adults = 9 };
        var offer = (await world.NewBuyer().SearchAsync(journey))[0];
        var held = 0;
        for (var party = 0; party < 4; party++)
        {
            held += (await world.NewBuyer().BookAsync(offer, 9)).IsSuccess ? 1 : 0;
        }

        var violations = await world.AuditAsync();

        held.ShouldBe(defect is null ? 2 : 4);
        ShouldTell(violations, defect, "does not add up");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("IdempotencyOff")]
    public async Task A_request_that_is_carried_out_twice_is_found(string? defect)
    {
        using var program = PlantedHost.With(defect);
        await using var world = await CrashWorld.StartAsync(program.Variables);
        var buyer = world.NewBuyer();
        (await world.Staff.PostAsync("/api/ops/faults", new { kind = "killAfter", module = "booking", type = "booking.flight_booking.reserved" })).Expect();

        var bought = buyer.PurchaseAsync(await CrashWorld.FindOfferAsync(buyer, "light", 1, CancellationToken.None));
        (await world.Installation.Host.EndedAsync()).ShouldBe(Installation.Killed);
        await world.Installation.StartAsync("--no-demo");
        await bought;

        ShouldTell(await world.AuditAsync(), defect, "booked once and has 2 bookings");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("CaptureBeforeSeats")]
    public async Task Money_that_is_taken_without_a_seat_is_found(string? defect)
    {
        using var program = PlantedHost.With(defect);
        await using var world = await CrashWorld.StartAsync(program.Variables);
        var buyer = world.NewBuyer();
        (await buyer.BookAsync(await CrashWorld.FindOfferAsync(buyer, "flex", 1, CancellationToken.None))).Expect();
        (await buyer.OrderAsync()).Expect();

        // The booking is gone before Ordering hears of it: only asking for the seats first shows that there are none.
        await StopHearingOfCancellationsAsync(world);
        (await buyer.CancelAsync()).Expect();
        (await buyer.PayAsync()).Expect();
        await buyer.SettleAsync(order => order["payments"]!.AsArray().Any(p => (string)p!["status"]! is "voided" or "captured"));
        (await world.Staff.SendDeleteAsync("/api/ops/faults")).Expect();

        ShouldTell(await world.AuditAsync(), defect, "to be kept");
    }

    /// <summary>What is on its way when a subscription is paused is still dealt with: somebody else's cancellation is.</summary>
    private static async Task StopHearingOfCancellationsAsync(CrashWorld world)
    {
        var other = world.NewBuyer();
        (await other.BookAsync(await CrashWorld.FindOfferAsync(other, "flex", 1, CancellationToken.None))).Expect();
        (await world.Staff.PostAsync("/api/ops/faults", new { kind = "pauseSubscription", module = "ordering", subscription = "OnFlightBookingCancelled" })).Expect();
        (await other.CancelAsync()).Expect();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((int)(await world.Staff.GetAsync("/api/ops/faults", null, limit.Token)).Expect()[0]!["struck"]! == 0)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static void ShouldTell(IReadOnlyList<string> violations, string? defect, string what)
    {
        if (defect is null)
        {
            violations.ShouldBeEmpty();
        }
        else
        {
            violations.ShouldContain(v => v.Contains(what), string.Join('\n', violations));
        }
    }
}
