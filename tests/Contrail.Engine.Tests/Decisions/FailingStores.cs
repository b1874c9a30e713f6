using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

public abstract class FailingStores : StoredScenario
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    public async Task A_store_that_is_unavailable_for_a_while_or_loses_answers_has_exactly_one_effect(int unavailable, int lost)
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400", 10);
        (Storage.UnavailableAppends, Storage.LostAnswers) = (unavailable, lost);

        var held = await bank.HoldAsync("LH400", "ada", 3);

        held.Result.ShouldBe(7);
        held.IsReplay.ShouldBe(lost > 0, "an answer that was lost is given from the record");
        (await bank.HoldAsync("LH400", "bob", 7)).Result.ShouldBe(0);
        (await bank.TypesAsync()).Count(t => t == "bank.seat_bank.seats_held").ShouldBe(2);
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task Refusals_survive_lost_answers_too()
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 1);
        Storage.LostAnswers = 1;
        await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("LH400", "ada", 3, id));

        (await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("LH400", "ada", 3, id))).Key.ShouldBe("SeatBank_Not_Enough_Free_Seats");
    }

    [Fact]
    public async Task Of_a_batch_only_what_the_store_refuses_fails()
    {
        var (bank, gate, arrived) = (await StartAsync(), new TaskCompletionSource(), new TaskCompletionSource());
        await bank.OpenAsync("A", 10);
        await bank.OpenAsync("B", 10);
        var bad = Guid.CreateVersion7();
        Storage.BeforeAppend = _ =>
        {
            arrived.TrySetResult();
            return gate.Task;
        };
        Storage.Refuses = unit => unit.CommandId == bad;
        var before = bank.HoldAsync("A", "first");
        await arrived.Task.WaitAsync(Patience, Cancel);
        var refused = bank.HoldAsync("A", "bad", 9, bad);
        var others = Enumerable.Range(0, 4).Select(i => bank.HoldAsync("B", $"h{i}")).ToList();
        var onTop = Task.Run(() => bank.HoldAsync("A", "onTop", 9), Cancel);
        gate.SetResult();

        await before;
        (await Should.ThrowAsync<InvalidOperationException>(() => refused)).Message.ShouldBe("The test says: not this one.");
        await Task.WhenAll(others);
        (await onTop).Result.ShouldBe(0, "the nine seats of the refused unit are free");
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task A_store_that_stays_unavailable_is_told_to_the_callers_and_afterwards_all_is_right()
    {
        var (bank, id) = (await StartAsync(options: Impatient), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        await bank.HoldAsync("LH400", "ada", 3);
        Storage.IsDown = true;

        var calls = Enumerable.Range(0, 5).Select(i => bank.HoldAsync("LH400", $"h{i}", 1, i == 0 ? id : null)).ToList();
        foreach (var call in calls)
        {
            await Should.ThrowAsync<StorageUnavailableException>(() => call);
        }

        Storage.Heal();
        (await bank.HoldAsync("LH400", "h0", 1, id)).ShouldSatisfyAllConditions(h => h.Result.ShouldBe(6), h => h.IsReplay.ShouldBeFalse());
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task What_was_committed_although_its_caller_heard_of_a_failure_is_found_when_it_is_repeated()
    {
        var (bank, id) = (await StartAsync(options: Impatient), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        Storage.LostAnswers = 1;
        await Should.ThrowAsync<StorageUnavailableException>(() => bank.HoldAsync("LH400", "ada", 3, id));

        (await bank.HoldAsync("LH400", "bob", 1)).Result.ShouldBe(6, "the state is read anew");
        (await bank.HoldAsync("LH400", "ada", 3, id)).ShouldSatisfyAllConditions(h => h.Result.ShouldBe(7), h => h.IsReplay.ShouldBeTrue());
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_now_can_be_read_later()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400", 10);
        bank = await RestartAsync(bank);
        Storage.UnavailableReads = 1;
        await Should.ThrowAsync<StorageUnavailableException>(() => bank.HoldAsync("LH400", "ada"));

        (await bank.HoldAsync("LH400", "ada")).Result.ShouldBe(9);
    }

    private static ModuleOptions Impatient => new() { Decisions = new DecisionOptions { StoragePatience = TimeSpan.Zero } };
}

public sealed class FailingStoresInMemory : FailingStores
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
