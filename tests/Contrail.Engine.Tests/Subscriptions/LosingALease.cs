using System.Collections.Concurrent;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Testing.Specs;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

public sealed class LosingALease : StoredScenario
{
    private readonly ManualClock leases = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage(leases));

    [Fact]
    public async Task A_paused_owner_that_wakes_up_is_shut_out_and_nothing_counts_twice()
    {
        var fenced = new TaskCompletionSource();
        var (paused, wakeUp) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var first = await NodeAsync("first", e => _ = e.Id == 302 && e.Text.Contains("heard", StringComparison.Ordinal) && fenced.TrySetResult());
        await first.OpenAsync("A");
        await Doing.SettleAsync(first);
        Storage.BeforeCommit = (lease, _) =>
        {
            if (!lease.Owner.StartsWith("first/", StringComparison.Ordinal) || lease.Subscription != HeardProjection.TableOf())
            {
                return Task.CompletedTask;
            }

            paused.TrySetResult();
            return wakeUp.Task;
        };
        var second = await NodeAsync("second");
        var held = await first.HoldAsync("A", "ada");
        await paused.Task.WaitAsync(Patience, Cancel);

        leases.Advance(TimeSpan.FromHours(1));
        await second.CaughtUpAsync("heard", held.Position, Patience, Cancel);
        wakeUp.SetResult();
        await fenced.Task.WaitAsync(Patience, Cancel);

        await second.HoldAsync("A", "bob");
        await Doing.SettleAsync(second);
        (await second.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada bob ");
        second.Progress.Single(p => p.Name == HeardProjection.TableOf()).State.ShouldBe(SubscriptionState.Running);
    }

    [Fact]
    public async Task When_a_node_stops_the_other_takes_over_without_waiting()
    {
        var first = await NodeAsync("first");
        await first.OpenAsync("A");
        await Doing.SettleAsync(first);
        var second = await NodeAsync("second");
        await first.HoldAsync("A", "ada");
        await StopAsync(first);

        await second.HoldAsync("A", "bob");
        await Doing.SettleAsync(second);

        (await second.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada bob ");
    }

    [Fact]
    public async Task When_a_node_stops_that_cannot_keep_its_progress_the_other_takes_over_without_waiting()
    {
        var failed = new TaskCompletionSource();
        var first = await NodeAsync("first");
        await first.OpenAsync("A");
        await Doing.SettleAsync(first);
        var second = await NodeAsync("second");
        Storage.BeforeCommit = (lease, _) =>
        {
            if (!lease.Owner.StartsWith("first/", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            failed.TrySetResult();
            throw new StorageUnavailableException("The test says: the first node commits nothing any more.");
        };
        await first.HoldAsync("A", "ada");
        await failed.Task.WaitAsync(Patience, Cancel);
        await StopAsync(first);

        await second.HoldAsync("A", "bob");
        await Doing.SettleAsync(second);

        (await second.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada bob ");
    }

    [Fact]
    public async Task A_node_that_can_neither_keep_progress_nor_give_up_its_leases_stops_all_the_same_and_says_so()
    {
        var warned = new ConcurrentQueue<string>();
        var first = await NodeAsync("first", e => warned.Enqueue(e.Id == 304 ? e.Text : ""));
        await first.OpenAsync("A");
        await Doing.SettleAsync(first);
        Storage.BeforeCommit = (_, _) => throw new InvalidOperationException("The test says: the server takes no writes any more.");
        Storage.BeforeRelease = _ => throw new InvalidOperationException("The test says: the server takes no writes any more.");
        await first.HoldAsync("A", "ada");
        await StopAsync(first);

        warned.ShouldContain(text => text.Contains("heard", StringComparison.Ordinal) && text.Contains("no writes", StringComparison.Ordinal));
        Storage.Heal();
        leases.Advance(TimeSpan.FromHours(1));
        var second = await NodeAsync("second");
        await second.HoldAsync("A", "bob");
        await Doing.SettleAsync(second);
        (await second.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada bob ");
    }

    private Task<RunningModule> NodeAsync(string name, Action<EngineLogEntry>? log = null) =>
        StartAsync(new SeatsModule(m => m.AddProjection(new HeardProjection())), new ModuleOptions { Node = name, LogSink = log });
}
