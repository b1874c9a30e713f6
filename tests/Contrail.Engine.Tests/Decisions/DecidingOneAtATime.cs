using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Decisions;

public sealed class DecidingOneAtATime : StoredScenario
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Fact]
    public async Task Of_64_callers_each_sees_what_the_one_before_left()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400", 64);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => bank.HoldAsync("LH400", $"h{i}"), Cancel)));

        answers.Select(a => a.Result).Order().ShouldBe(Enumerable.Range(0, 64));
        answers.OrderBy(a => a.Position).Select(a => a.Result).ShouldBe(Enumerable.Range(0, 64).Reverse());
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task Two_aggregates_change_together()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("A", 10);
        await bank.OpenAsync("B", 10);
        await bank.HoldAsync("A", "ada", 4);

        await bank.Decisions.ExecuteAsync(new MoveSeats(new("A"), new("B"), "ada", 4), CommandContext.New(), Cancel);

        ((await bank.BankAsync("A")).Held, (await bank.BankAsync("B")).Held).ShouldBe((0, 4));
    }

    [Fact]
    public async Task Two_aggregates_change_together_or_not_at_all()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("A", 10);
        await bank.OpenAsync("B", 3);
        await bank.HoldAsync("A", "ada", 4);
        var head = await bank.HeadAsync();

        await Should.ThrowAsync<RefusedException>(() => bank.Decisions.ExecuteAsync(new MoveSeats(new("A"), new("B"), "ada", 4), CommandContext.New(), Cancel));

        (await bank.HeadAsync()).ShouldBe(head);
        (await bank.HoldAsync("A", "bob", 6)).Result.ShouldBe(0, "the release that was not kept is not seen either");
        await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("A", "eve"));
    }

    [Fact]
    public async Task A_handler_that_fails_leaves_nothing_behind()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400", 10);

        await Should.ThrowAsync<DivideByZeroException>(() => bank.DecideAsync(d =>
        {
            d.Load<Bank>("LH400").Hold("ada", 9);
            throw new DivideByZeroException();
        }));

        (await bank.HoldAsync("LH400", "bob", 10)).Result.ShouldBe(0);
    }

    [Fact]
    public async Task A_command_whose_handler_failed_may_be_tried_again_under_its_id()
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await Should.ThrowAsync<DivideByZeroException>(() => bank.DecideAsync(_ => throw new DivideByZeroException(), id));

        (await bank.OpenAsync("LH400", id: id)).IsReplay.ShouldBeFalse();
    }

    [Fact]
    public async Task Adding_what_exists_is_refused()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400");

        await ShouldExistAsync(bank);
        await ShouldExistAsync(await RestartAsync(bank), "it is not in memory");
    }

    [Fact]
    public async Task Adding_the_same_twice_in_one_decision_is_refused()
    {
        var bank = await StartAsync();

        (await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d =>
        {
            d.Add(Bank.Open(new("X"), "X", 1));
            d.Add(Bank.Open(new("X"), "X", 1));
        }))).Key.ShouldBe("SeatBank_Already_Exists");
        (await bank.HeadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Loading_what_does_not_exist_is_not_found()
    {
        var bank = await StartAsync();

        var refusal = await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("NO", "ada"));

        (refusal.Kind, refusal.Key, refusal.Message).ShouldBe((RefusalKind.NotFound, "SeatBank_Not_Found", "There is no SeatBank NO."));
        await bank.OpenAsync("NO");
        (await bank.HoldAsync("NO", "ada")).Result.ShouldBe(99, "what was not found may exist later");
    }

    [Fact]
    public async Task Cancelling_stops_the_waiting_only()
    {
        var (bank, gate) = (await StartAsync(), new TaskCompletionSource());
        Storage.BeforeAppend = _ => gate.Task;
        using var cancel = new CancellationTokenSource();
        var opening = bank.Decisions.ExecuteAsync(new OpenSeatBank(new("LH400"), "L", 10), CommandContext.New(), cancel.Token);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => opening);
        gate.SetResult();

        (await bank.HoldAsync("LH400", "ada")).Result.ShouldBe(9);
    }

    [Fact]
    public async Task An_endless_loop_of_events_is_a_clear_error()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400");

        (await Should.ThrowAsync<InvalidOperationException>(() => bank.DecideAsync(d =>
        {
            while (true)
            {
                d.Load<Bank>("LH400").Hold("ada", 1);
                d.Load<Bank>("LH400").Release("ada");
            }
        }))).Message.ShouldStartWith("SeatBank applied more than 10000 events in one decision.");
        (await bank.HoldAsync("LH400", "ada")).Result.ShouldBe(99);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task With_room_for_few_states_decisions_stay_right(int states)
    {
        var bank = await StartAsync(options: new ModuleOptions { Decisions = new DecisionOptions { CachedStates = states } });
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => bank.OpenAsync($"B{i}", 10)));

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => bank.HoldAsync($"B{i % 40}", $"h{i}"), Cancel)));

        foreach (var i in Enumerable.Range(0, 40))
        {
            (await bank.BankAsync($"B{i}")).Held.ShouldBe(10);
        }

        await bank.ShouldVerifyAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_decision_may_rest_on_more_states_than_there_is_room_for(int states)
    {
        var bank = await StartAsync(options: new ModuleOptions { Decisions = new DecisionOptions { CachedStates = states } });
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => bank.OpenAsync($"B{i}", 10)));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => bank.DecideAsync(d =>
        {
            foreach (var i in Enumerable.Range(0, 5))
            {
                d.Load<Bank>($"B{(i + n) % 5}").Hold($"h{n}", 1);
            }
        })));

        (await bank.BankAsync("B4")).Held.ShouldBe(8);
        await bank.OpenAsync("B5");
        await bank.OpenAsync("B6");
        bank.Decisions.CachedStates.ShouldBeLessThanOrEqualTo(states + 4, "what a decision rests on stays while it is in flight, no more");
    }

    private static async Task ShouldExistAsync(RunningModule bank, string? because = null)
    {
        var refusal = await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d => d.Add(Bank.Open(new("LH400"), "L", 1))));

        (refusal.Kind, refusal.Key, refusal.Message).ShouldBe((RefusalKind.BrokenRule, "SeatBank_Already_Exists", "There is already a SeatBank LH400."), because);
    }
}
