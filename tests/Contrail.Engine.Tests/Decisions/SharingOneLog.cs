using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Testing.Specs;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>Two nodes run one module on one storage.</summary>
public abstract class SharingOneLog : StoredScenario
{
    [Fact]
    public async Task What_one_node_decided_the_other_builds_on()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b"));
        await a.OpenAsync("LH400", 10);
        (await b.HoldAsync("LH400", "ada", 3)).Result.ShouldBe(7);
        (await a.HoldAsync("LH400", "bob", 3)).Result.ShouldBe(4);
        (await b.HoldAsync("LH400", "eve", 4)).Result.ShouldBe(0);
        (await Should.ThrowAsync<RefusedException>(() => a.HoldAsync("LH400", "zoe"))).Message.ShouldBe("1 seats are wanted, 0 are free.");
    }

    [Fact]
    public async Task A_refusal_rests_on_what_is_true_and_not_on_what_was_remembered()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b"));
        await a.OpenAsync("LH400", 1);
        await a.HoldAsync("LH400", "ada");
        await b.DecideAsync(d => d.Load<Bank>("LH400").Release("ada"));

        (await a.HoldAsync("LH400", "bob")).Result.ShouldBe(0);
    }

    [Fact]
    public async Task No_update_is_lost_and_no_seat_is_given_twice()
    {
        var nodes = new[] { await NodeAsync("a"), await NodeAsync("b") };
        await nodes[0].OpenAsync("LH400", 60);
        await nodes[1].OpenAsync("BA1", 60);

        var errors = await Task.WhenAll(Enumerable.Range(0, 160).Select(i => Task.Run(
            () => nodes[i % 2].HoldAsync(i % 4 < 2 ? "LH400" : "BA1", $"h{i}").ContinueWith(t => t.Exception?.InnerException, TaskScheduler.Default), Cancel)));

        errors.Count(e => e is null).ShouldBe(120);
        errors.OfType<RefusedException>().Count().ShouldBe(40);
        ((await nodes[0].BankAsync("LH400")).Held, (await nodes[0].BankAsync("BA1")).Held).ShouldBe((60, 60));
        await Doing.SettleAsync(nodes);
        await nodes[1].ShouldVerifyAsync();
    }

    [Fact]
    public async Task The_same_command_on_both_nodes_has_one_effect_and_one_answer()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b"));
        await a.OpenAsync("LH400", 1000);
        foreach (var round in Enumerable.Range(0, 20))
        {
            var id = Guid.CreateVersion7();
            var answers = await Task.WhenAll(Task.Run(() => a.HoldAsync("LH400", $"h{round}", 1, id), Cancel), Task.Run(() => b.HoldAsync("LH400", $"h{round}", 1, id), Cancel));

            answers.Select(r => (r.Result, r.Position)).Distinct().Count().ShouldBe(1);
            answers.Count(r => r.IsReplay).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_command_that_always_comes_too_late_is_given_up_without_effect()
    {
        var (a, b) = (await NodeAsync("a", maxAttempts: 3), await NodeAsync("b"));
        await a.OpenAsync("LH400", 10);
        var (victim, rivals) = (Guid.CreateVersion7(), 0);
        Storage.BeforeAppend = async units =>
        {
            if (units.Any(u => u.CommandId == victim))
            {
                await b.HoldAsync("LH400", $"rival{++rivals}");
            }
        };

        (await Should.ThrowAsync<ConcurrencyException>(() => a.HoldAsync("LH400", "ada", 1, victim))).Message
            .ShouldBe("HoldSeats was decided 3 times, and each time another node had changed seat_bank-LH400. Try again.");

        Storage.Heal();
        (rivals, (await a.BankAsync("LH400")).Held).ShouldBe((3, 3));
        (await a.HoldAsync("LH400", "ada", 1, victim)).Result.ShouldBe(6);
    }

    [Fact]
    public async Task What_was_decided_on_top_of_a_conflict_is_decided_again()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b"));
        await a.OpenAsync("LH400", 10);
        var (first, once) = (Guid.CreateVersion7(), true);
        var arrived = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        Storage.BeforeAppend = async units =>
        {
            if (once && units.Any(u => u.CommandId == first))
            {
                once = false;
                arrived.SetResult();
                await gate.Task;
                await b.HoldAsync("LH400", "rival", 5);
            }
        };

        var holding = a.HoldAsync("LH400", "ada", 3, first);
        await arrived.Task.WaitAsync(Patience, Cancel);
        var (onTop, tooMany) = (a.HoldAsync("LH400", "bob", 2), a.HoldAsync("LH400", "eve", 5));
        gate.SetResult();

        (await holding, await onTop).ShouldSatisfyAllConditions(r => r.Item1.Result.ShouldBe(2), r => r.Item2.Result.ShouldBe(0));
        await Should.ThrowAsync<RefusedException>(() => tooMany);
        (await b.BankAsync("LH400")).Held.ShouldBe(10);
    }

    [Fact]
    public async Task When_one_node_rebuilds_a_read_model_the_others_go_on_with_the_new_table()
    {
        var a = await StartAsync(new SeatsModule(m => m.AddProjection(new HeardProjection())), new ModuleOptions { Node = "a" });
        var b = await StartAsync(new SeatsModule(m => m.AddProjection(new HeardProjection())), new ModuleOptions { Node = "b" });
        await a.OpenAsync("LH400", 10);

        await a.RebuildAsync("heard", cancellation: Cancel).WaitAsync(Patience, Cancel);
        await a.DisposeAsync();
        var held = await b.HoldAsync("LH400", "ada");
        while (b.Progress.All(p => p.Name != HeardProjection.TableOf(1, 2)))
        {
            await Task.Yield(); // Until it has seen that another table is served.
        }

        await b.CaughtUpAsync("heard", held.Position, Patience, Cancel);
        (await b.FindAsync<Heard>("heard", "LH400", Cancel))!.Holders.ShouldBe("ada ");
        await a.DisposeAsync(); // Twice is once.
    }

    [Fact]
    public async Task While_one_node_works_the_others_ask_for_nothing_until_somebody_wants_to_know()
    {
        var asked = 0;
        Storage.BeforeAcquire = owner => _ = owner.StartsWith("b/", StringComparison.Ordinal) && Interlocked.Increment(ref asked) > 0;
        var a = await HearingNodeAsync("a");
        await a.OpenAsync("LH400", 2_000);
        await Doing.SettleAsync(a);
        var b = await HearingNodeAsync("b");
        await Storage.UntilAsync(() => Task.FromResult(asked > b.Progress.Count && b.Progress.All(p => p.State == SubscriptionState.Waiting)), Patience);

        var before = asked;
        var last = 0L;
        for (var wave = 0; wave < 40; wave++)
        {
            last = (await Task.WhenAll(Enumerable.Range(0, 50).Select(i => a.HoldAsync("LH400", $"{wave}/{i}")))).Max(r => r.Position);
        }

        // Each may have been about to look when the work began.
        (asked - before).ShouldBeLessThanOrEqualTo(b.Progress.Count);
        await b.CaughtUpAsync("heard", last, Patience, Cancel);
        (await b.FindAsync<Heard>("heard", "LH400", Cancel))!.Holders.Split(' ').ShouldContain("39/49");
    }

    [Fact]
    public async Task Whoever_waits_on_one_node_need_not_wait_until_the_other_keeps_progress_over_what_did_not_concern_it()
    {
        // Its clock stands still, so nothing has been quiet for long enough to keep it.
        var a = await HearingNodeAsync("a", new ManualClock());
        await Storage.UntilAsync(() => Task.FromResult(a.Progress.All(p => p.State == SubscriptionState.Running)), Patience);
        var b = await HearingNodeAsync("b");

        var opened = await a.OpenAsync("LH400");
        await b.CaughtUpAsync("heard", opened.Position, Patience, Cancel);

        var held = await a.HoldAsync("LH400", "ada");
        await b.CaughtUpAsync("heard", held.Position, Patience, Cancel);
        (await b.FindAsync<Heard>("heard", "LH400", Cancel))!.Holders.ShouldBe("ada ");
    }

    /// <summary>A node that looks again in an hour, if nobody wakes it, and holds for an hour what it holds.</summary>
    private Task<RunningModule> HearingNodeAsync(string name, TimeProvider? clock = null) => StartAsync(
        new SeatsModule(m => m.AddProjection(new HeardProjection())),
        new ModuleOptions
        {
            Node = name,
            Clock = clock ?? TimeProvider.System,
            Subscriptions = new SubscriptionOptions { Poll = TimeSpan.FromHours(1), Lease = TimeSpan.FromHours(1) },
        });

    protected Task<RunningModule> NodeAsync(string name, int maxAttempts = 200) =>
        StartAsync(options: new ModuleOptions { Node = name, Decisions = new DecisionOptions { MaxAttempts = maxAttempts } });
}

public sealed class SharingOneLogInMemory : SharingOneLog
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
