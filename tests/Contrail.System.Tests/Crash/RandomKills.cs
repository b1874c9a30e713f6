using System.Globalization;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Crash;

/// <summary>
/// Several buyers at once, all cards, cancellations by travellers and by the airline, and a host that dies by SIGKILL at random moments. Afterwards
/// everything is checked from outside. CONTRAIL_CRASH_SEED repeats a load, CONTRAIL_CRASH_MINUTES makes it longer.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RandomKills(ITestOutputHelper output)
{
    private const int Buyers = 6;
    private const int FewestKills = 8;

    [Fact]
    public async Task However_often_it_is_killed_nobody_is_wronged_and_every_answer_stays_true()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CONTRAIL_CRASH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next(1_000_000);
        var minutes = double.TryParse(Environment.GetEnvironmentVariable("CONTRAIL_CRASH_MINUTES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 0.3;
        output.WriteLine($"CONTRAIL_CRASH_SEED={seed} CONTRAIL_CRASH_MINUTES={minutes.ToString(CultureInfo.InvariantCulture)}");
        await using var world = await CrashWorld.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(minutes + 5));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var begun = TimeProvider.System.GetTimestamp();

        var loads = Enumerable.Range(0, Buyers).Select(i => new RandomLoad(world, new Random(seed + i))).ToList();
        var buying = Task.WhenAll(loads.Select(load => load.RunAsync(over.Token, limit.Token)));
        var kills = await KillAsync(
            world, new Random(seed), buying,
            isEnough: sofar => limit.IsCancellationRequested
                || (sofar >= FewestKills && loads.Sum(l => l.Stories) > Buyers && TimeProvider.System.GetElapsedTime(begun) >= TimeSpan.FromMinutes(minutes)));
        await over.CancelAsync();
        await buying;

        var violations = await world.AuditAsync(TimeSpan.FromMinutes(2));
        foreach (var load in loads)
        {
            violations = [.. violations, .. await load.BrokenPromisesAsync()];
        }

        output.WriteLine($"{kills} kills, {loads.Sum(l => l.Stories)} purchases, {loads.Sum(l => l.Promises)} answers kept");
        violations.ShouldBeEmpty($"seed {seed}");
        kills.ShouldBeGreaterThanOrEqualTo(FewestKills);
        loads.Sum(l => l.Stories).ShouldBeGreaterThan(Buyers);
        await HoldsRunOutAsync(world);
        var (code, verified) = await world.VerifyAsync();
        code.ShouldBe(0, verified);
    }

    /// <summary>Kills and starts until it is enough; the buyers go on meanwhile. A slow machine takes longer, and does as much.</summary>
    private static async Task<int> KillAsync(CrashWorld world, Random random, Task buying, Predicate<int> isEnough)
    {
        var kills = 0;
        while (!buying.IsCompleted && !isEnough(kills))
        {
            await Task.WhenAny(buying, Task.Delay(random.Next(100, 1800), CancellationToken.None));
            await world.Installation.Host.KillAsync();
            kills++;
            await world.Installation.StartAsync("--no-demo");
        }

        return kills;
    }

    /// <summary>I5: who has not paid an hour later has no seats any more.</summary>
    private static async Task HoldsRunOutAsync(CrashWorld world)
    {
        await world.Installation.Host.KillAsync();
        var later = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture);
        await world.Installation.StartAsync("--no-demo", "--clock", later);

        (await world.AuditAsync()).ShouldBeEmpty();

        (await world.Staff.ListAsync("/api/bookings?status=reserved")).ShouldBeEmpty();
    }
}
