using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Crash;

/// <summary>
/// The process dies by SIGKILL at each step of every way that a purchase can go, and is started again. The steps are learnt from the logs, so a new
/// one is covered by itself. By default: after every step of a purchase that is bought (it is in the log, nobody was told), after a third, drawn anew each
/// time, of those of the other ways, and before those that record an answer of the bank or the mail (the outside has acted, we do not know).
/// CONTRAIL_CRASH_ALL=1 kills after and before every step of all of them.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KilledAfterEveryStep(ITestOutputHelper output)
{
    private const int Turns = 3;
    private readonly int turn = Random.Shared.Next(Turns);
    private int others;

    [Fact]
    public Task Killed_after_each_step_and_restarted_every_purchase_ends_well() => KillingSteps.RunAsync("killAfter", IsChosen, output);

    private bool IsChosen(Step step) => KillingSteps.KillsAtAll || step.Story == Story.All[0] || others++ % Turns == turn;
}

/// <inheritdoc cref="KilledAfterEveryStep"/>
[Trait("Category", "Slow")]
public sealed class KilledBeforeSteps(ITestOutputHelper output)
{
    [Fact]
    public Task Killed_when_the_outside_has_acted_and_we_do_not_know_yet_every_purchase_ends_well() =>
        KillingSteps.RunAsync("killBefore", step => step.IsAnswerFromOutside || KillingSteps.KillsAtAll, output);
}

/// <summary>Kills at one step after the other on one installation, and audits it.</summary>
internal static class KillingSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static bool KillsAtAll => Environment.GetEnvironmentVariable("CONTRAIL_CRASH_ALL") == "1";

    public static async Task RunAsync(string fault, Func<Step, bool> which, ITestOutputHelper output)
    {
        await using var world = await CrashWorld.StartAsync();
        var steps = (await Step.LearnAsync(world)).Where(which).ToList();
        var wrong = new List<string>();
        var orders = new Dictionary<string, Step>();
        var watch = Stopwatch.StartNew();
        foreach (var step in steps)
        {
            var (buyer, problem) = await KillAtAsync(world, step, fault);
            wrong.AddRange(problem is null ? [] : [$"{fault} {step}: {problem}"]);
            orders[buyer.OrderId ?? buyer.Name] = step;
            output.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s {step} {problem}");
        }

        var violations = await world.AuditAsync();
        wrong.AddRange(violations.Select(v => orders.FirstOrDefault(o => v.Contains(o.Key, StringComparison.Ordinal)) is { Value: { } step } ? $"{fault} {step}: {v}" : v));

        output.WriteLine($"{fault}: {steps.Count} steps, {watch.Elapsed.TotalSeconds:0} s");
        steps.ShouldNotBeEmpty();
        wrong.ShouldBeEmpty();
        var (code, verified) = await world.VerifyAsync();
        code.ShouldBe(0, verified);
    }

    /// <summary>Tells the step's story, with a kill at the step.</summary>
    private static async Task<(Buyer Buyer, string? Problem)> KillAtAsync(CrashWorld world, Step step, string kind)
    {
        using var limit = new CancellationTokenSource(Patience);
        var buyer = world.NewBuyer();
        try
        {
            (await world.Staff.PostAsync("/api/ops/faults", new { kind, module = step.Module, type = step.Type, nth = step.Nth }, null, limit.Token)).Expect();
            var died = world.Installation.Host.EndedAsync();
            var told = TellAsync();
            if (await Task.WhenAny(died, told) != died)
            {
                await told;
                (await world.Staff.SendDeleteAsync("/api/ops/faults", limit.Token)).Expect();
                return (buyer, "the step was not taken");
            }

            var code = await died;
            await world.Installation.StartAsync("--no-demo");
            await told;
            var status = (string)(await Story.OrderOfAsync(world, buyer))["status"]!;
            return (buyer, code != Installation.Killed ? $"the host ended with {code}" : status != step.Story.Ends ? $"the order ended {status}, not {step.Story.Ends}" : null);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or OperationCanceledException or HttpRequestException)
        {
            if (world.Installation.Host.HasExited)
            {
                await world.Installation.StartAsync("--no-demo");
            }

            return (buyer, e.Message);
        }

        async Task TellAsync()
        {
            await step.Story.TellAsync(world, buyer, limit.Token);
            await Quiet.WaitAsync(world.Staff, Patience);
        }
    }
}
