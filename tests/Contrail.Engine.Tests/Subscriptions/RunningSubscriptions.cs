using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

public abstract class RunningSubscriptions : StoredScenario
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(500)]
    public async Task Every_event_counts_once_and_in_order_over_restarts(int pageSize)
    {
        var options = new ModuleOptions { Subscriptions = new SubscriptionOptions { PageSize = pageSize } };
        var bank = await StartAsync(Definition(), options);
        foreach (var round in Enumerable.Range(0, 4))
        {
            await (round == 0 ? Task.WhenAll(bank.OpenAsync("A"), bank.OpenAsync("B")) : Task.CompletedTask);
            foreach (var i in Enumerable.Range(0, 10))
            {
                await Task.WhenAll(bank.HoldAsync("A", $"a{round}{i}"), bank.HoldAsync("B", $"b{round}{i}"));
            }

            bank = await RestartAsync(bank, Definition(), options);
        }

        await Doing.SettleAsync(bank);
        foreach (var id in new[] { "A", "B" })
        {
            var expected = Enumerable.Range(0, 40).Select(i => $"{char.ToLowerInvariant(id[0])}{i / 10}{i % 10} ");
            (await bank.FindAsync<Heard>("heard", id, Cancel))!.Holders.ShouldBe(string.Concat(expected));
        }
    }

    [Fact]
    public async Task A_store_that_is_unavailable_for_a_while_stops_a_subscription_and_it_resumes()
    {
        var bank = await StartAsync(Definition());
        await bank.OpenAsync("A");
        Storage.UnavailableCommits = 4;

        await bank.HoldAsync("A", "a");
        await bank.HoldAsync("A", "b");
        await Doing.SettleAsync(bank);

        Storage.UnavailableCommits.ShouldBe(0);
        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("a b ");
        (await bank.Subscriptions.ReadParkedAsync(null, 0, 10, Cancel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_outside_that_is_unavailable_for_a_while_is_asked_again_and_nothing_is_parked(bool timesOut)
    {
        var (left, outside) = (5, new Outside());
        // As HttpClient says that a time ran out.
        Exception NotNow() => timesOut ? new TaskCanceledException("Too late.", new TimeoutException()) : new TransientFaultException("Not now.");
        outside.Perform = _ => left-- > 0 ? throw NotNow() : Task.FromResult<ICommand?>(null);
        var bank = await StartAsync(new SeatsModule(m => m.AddSideEffect(outside)));
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);

        outside.Calls.Count.ShouldBe(6);
        outside.Calls.Distinct().ShouldHaveSingleItem();
        (await bank.Subscriptions.ReadParkedAsync(null, 0, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Waiting_for_a_position_ends_when_it_is_reached_or_the_limit_is()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bank = await StartAsync(Definition());
        await bank.OpenAsync("A");
        Storage.BeforeCommit = (lease, _) => lease.Subscription == HeardProjection.TableOf() ? gate.Task : Task.CompletedTask;
        var held = await bank.HoldAsync("A", "ada");

        await Should.ThrowAsync<TimeoutException>(() => bank.CaughtUpAsync("heard", held.Position, TimeSpan.FromMilliseconds(1), Cancel));
        var waiting = bank.CaughtUpAsync("heard", held.Position, Patience, Cancel);
        gate.SetResult();
        await waiting;

        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada ");
        await bank.CaughtUpAsync("heard", held.Position, TimeSpan.Zero, Cancel);
    }

    [Fact]
    public async Task A_reactions_command_has_one_effect_although_the_event_is_delivered_again()
    {
        var outside = new Outside();
        outside.Perform = holder => Task.FromResult<ICommand?>(holder.EndsWith('\'') ? null : new HoldSeats(new("A"), $"{holder}'", 1));
        var bank = await StartAsync(new SeatsModule(m => m.AddSideEffect(outside)));
        await bank.OpenAsync("A");
        Storage.BeforeCommit = (lease, _) => lease.Subscription == nameof(Outside) && Storage.UnavailableCommits == 0 && outside.Calls.Count < 3
            ? throw new StorageUnavailableException("The test says: done, but not committed.")
            : Task.CompletedTask;

        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);

        outside.Calls.Count(c => c.Holder == "ada").ShouldBeGreaterThan(1);
        (await bank.BankAsync("A")).Held.ShouldBe(2);
        (await bank.TypesAsync()).Count(t => t == "bank.seat_bank.seats_held").ShouldBe(2);
    }

    [Fact]
    public async Task A_module_that_is_stopped_has_kept_how_far_each_subscription_came()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("A", capacity: 1);
        await bank.HoldAsync("A", "ada");
        await bank.SellAsync("A", "ada");
        await Doing.SettleAsync(bank);
        var (names, head) = (bank.Progress.Select(p => p.Name).ToList(), await bank.HeadAsync());
        await StopAsync(bank);

        await using var storage = await Storage.OpenAsync("bank", Cancel);
        foreach (var name in names)
        {
            (await storage.Subscriptions.ReadCheckpointAsync(name, Cancel)).ShouldBe(head, name);
        }
    }

    [Fact]
    public async Task A_refused_command_of_a_reaction_is_an_answer_and_no_fault()
    {
        var outside = new Outside { Perform = _ => Task.FromResult<ICommand?>(new HoldSeats(new("A"), "more", 1000)) };
        var bank = await StartAsync(new SeatsModule(m => m.AddSideEffect(outside)));
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);

        outside.Calls.ShouldHaveSingleItem();
        (await bank.Subscriptions.ReadParkedAsync(null, 0, 10, Cancel)).ShouldBeEmpty();
    }

    private static SeatsModule Definition() => new(m => m.AddProjection(new HeardProjection()));
}

public sealed class RunningSubscriptionsInMemory : RunningSubscriptions
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
