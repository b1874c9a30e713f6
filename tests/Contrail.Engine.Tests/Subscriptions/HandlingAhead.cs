using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Testing.Specs;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

/// <summary>While a page of a read model is being committed, the next one is handled on top of it. Here the first commit of several pages waits until
/// that has happened, and then ends as each test says.</summary>
public sealed class HandlingAhead : StoredScenario
{
    private readonly ManualClock leases = new();
    private readonly TaskCompletionSource isAhead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HeardProjection heard = new();
    private int commits;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage(leases));

    [Fact]
    public async Task The_next_page_is_handled_while_one_is_committed_and_seen_when_it_is_committed_itself()
    {
        string? seen = "not looked";
        var bank = await CatchUpAsync(async bank => seen = (await bank.FindAsync<Heard>("heard", "A", Cancel))?.Holders);

        await Doing.SettleAsync(bank);
        seen.ShouldBeNull();
        await ShouldHaveHeardAllAsync(bank);
    }

    [Fact]
    public async Task If_the_store_did_not_commit_it_what_was_handled_on_top_is_handled_again()
    {
        var bank = await CatchUpAsync(_ => throw new StorageUnavailableException("The test says: not now."));

        await Doing.SettleAsync(bank);
        await ShouldHaveHeardAllAsync(bank);
    }

    [Fact]
    public async Task If_the_store_committed_it_and_its_answer_is_lost_nothing_is_handled_twice()
    {
        var lost = 0;
        Storage.LosesCommit = lease => lease.Subscription == HeardProjection.TableOf() && Interlocked.Increment(ref lost) == 1;
        var bank = await CatchUpAsync(_ => Task.CompletedTask);

        await Doing.SettleAsync(bank);
        lost.ShouldBeGreaterThan(1);
        await ShouldHaveHeardAllAsync(bank);
    }

    [Fact]
    public async Task If_the_store_can_never_hold_a_row_of_it_only_the_event_of_that_row_is_parked()
    {
        var bank = await CatchUpAsync(_ => throw new InvalidDataException("The test says: no store can hold this."), refused: "a0 a1 ");

        await Doing.SettleAsync(bank);
        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("a0 ");
        (await bank.FindAsync<Heard>("heard", "B", Cancel))!.Holders.ShouldBe("b0 b1 b2 b3 b4 b5 ");
        (await bank.Subscriptions.ReadParkedAsync(HeardProjection.TableOf(), 0, 10, Cancel)).Select(p => p.Attempts).ShouldBe([1, 0, 0, 0, 0]);
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task If_another_owner_took_over_meanwhile_neither_page_counts()
    {
        var (overtaken, done) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var first = await CatchUpAsync(_ =>
        {
            overtaken.SetResult();
            return done.Task;
        });
        await overtaken.Task.WaitAsync(Patience, Cancel);

        leases.Advance(TimeSpan.FromHours(1));
        var second = await StartAsync(Definition(new HeardProjection()), new ModuleOptions { Node = "second" });
        await second.CaughtUpAsync("heard", await second.HeadAsync(), Patience, Cancel);
        done.SetResult();
        await second.HoldAsync("A", "a6");

        await Doing.SettleAsync(first, second);
        (await second.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("a0 a1 a2 a3 a4 a5 a6 ");
        await second.ShouldVerifyAsync();
    }

    /// <summary>Fills a log, and starts a read model on it that takes four events at once.</summary>
    private async Task<RunningModule> CatchUpAsync(Func<RunningModule, Task> onFirstCommit, string? refused = null)
    {
        var before = await StartAsync(new SeatsModule(_ => { }));
        await Task.WhenAll(before.OpenAsync("A"), before.OpenAsync("B"));
        for (var i = 0; i < 6; i++)
        {
            await before.HoldAsync("A", $"a{i}");
            await before.HoldAsync("B", $"b{i}");
        }

        await StopAsync(before);
        var started = new TaskCompletionSource<RunningModule>(TaskCreationOptions.RunContinuationsAsynchronously);
        heard.IsPoison = holder =>
        {
            if (holder == "a2")
            {
                isAhead.TrySetResult();
            }

            return false;
        };
        Storage.BeforeCommit = async (lease, commit) =>
        {
            if (lease.Subscription != HeardProjection.TableOf() || !lease.Owner.StartsWith("first/", StringComparison.Ordinal))
            {
                return;
            }

            if (Interlocked.Increment(ref commits) == 1)
            {
                await isAhead.Task.WaitAsync(Patience, Cancel);
                await onFirstCommit(await started.Task);
            }

            if (refused is not null && commit.Rows.Any(r => r.Upserts.Any(u => (string)u[1]! == refused)))
            {
                throw new InvalidDataException("The test says: no store can hold this.");
            }
        };
        started.SetResult(await StartAsync(Definition(heard), new ModuleOptions { Node = "first", Subscriptions = new SubscriptionOptions { PageSize = 4 } }));
        return await started.Task;
    }

    private static SeatsModule Definition(HeardProjection projection) => new(m => m.AddProjection(projection));

    private static async Task ShouldHaveHeardAllAsync(RunningModule bank)
    {
        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("a0 a1 a2 a3 a4 a5 ");
        (await bank.FindAsync<Heard>("heard", "B", Cancel))!.Holders.ShouldBe("b0 b1 b2 b3 b4 b5 ");
        (await bank.Subscriptions.ReadParkedAsync(null, 0, 10, Cancel)).ShouldBeEmpty();
        await bank.ShouldVerifyAsync();
    }
}
