using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Diagnostics;

/// <summary>A module that cannot work says so, and why; when it can again, it is ready again.</summary>
public sealed class CheckingHealth : StoredScenario
{
    private static readonly string Subscription = HeardProjection.TableOf();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Fact]
    public async Task Not_ready_while_the_storage_does_not_answer()
    {
        var bank = await StartAsync(Definition());
        await ShouldBeReadyAsync(bank);

        Storage.IsSilent = true;
        await ShouldNotBeReadyAsync(bank, "The storage does not answer: The test says: no answer.");

        Storage.Heal();
        await ShouldBeReadyAsync(bank);
    }

    [Fact]
    public async Task Not_ready_while_a_subscription_waits_for_a_fault_to_pass()
    {
        var retried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bank = await StartAsync(Definition(), new ModuleOptions
        {
            LogSink = e =>
            {
                if (e.Id == 300 && e.Fields.Any(f => Equals(f.Value, Subscription)))
                {
                    retried.TrySetResult();
                }
            },
        });
        await HoldFirstAsync(bank);
        await ShouldBeReadyAsync(bank);

        Storage.BeforeCommit = (lease, commit) => lease.Subscription == Subscription && commit.Rows.Count > 0
            ? throw new StorageUnavailableException("The test says: no commit now.")
            : Task.CompletedTask;
        var held = await bank.HoldAsync("A", "bob");
        await retried.Task.WaitAsync(Patience, Cancel);
        await ShouldNotBeReadyAsync(bank, $"{Subscription} waits for a fault to pass: The test says: no commit now.");

        Storage.Heal();
        await bank.CaughtUpAsync(Subscription, held.Position, Patience, Cancel);
        await ShouldBeReadyAsync(bank);
    }

    [Fact]
    public async Task Not_ready_while_a_subscription_is_further_behind_than_it_may()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bank = await StartAsync(Definition());
        await HoldFirstAsync(bank);

        Storage.BeforeCommit = (lease, commit) => lease.Subscription == Subscription && commit.Rows.Count > 0 ? gate.Task : Task.CompletedTask;
        foreach (var holder in new[] { "bob", "eve", "zoe" })
        {
            await bank.HoldAsync("A", holder);
        }

        var head = await bank.HeadAsync();
        foreach (var other in bank.Progress.Select(p => p.Name).Where(n => n != Subscription))
        {
            await bank.CaughtUpAsync(other, head, Patience, Cancel);
        }

        await ShouldNotBeReadyAsync(bank, $"{Subscription} is 3 events behind.", maxLag: 2);
        await ShouldBeReadyAsync(bank, maxLag: 3);

        gate.SetResult();
        await bank.CaughtUpAsync(head, Patience, Cancel);
        await ShouldBeReadyAsync(bank, maxLag: 0);
    }

    private static SeatsModule Definition() => new(m => m.AddProjection(new HeardProjection()));

    /// <summary>From here on, what it hears next is all that it has before it.</summary>
    private static async Task HoldFirstAsync(RunningModule bank)
    {
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);
    }

    private static async Task ShouldBeReadyAsync(RunningModule bank, long maxLag = 10_000)
    {
        var health = await bank.HealthAsync(maxLag, Cancel);
        health.Reasons.ShouldBeEmpty();
        (health.Module, health.IsReady).ShouldBe(("bank", true));
    }

    private static async Task ShouldNotBeReadyAsync(RunningModule bank, string reason, long maxLag = 10_000)
    {
        var health = await bank.HealthAsync(maxLag, Cancel);
        health.Reasons.ShouldHaveSingleItem().ShouldBe(reason);
        (health.Module, health.IsReady).ShouldBe(("bank", false));
    }
}
