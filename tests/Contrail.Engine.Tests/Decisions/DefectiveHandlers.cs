using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>Handlers that do not return, and callers that are too many.</summary>
public sealed class DefectiveHandlers : StoredScenario
{
    private static readonly ModuleOptions Strict = new() { Decisions = new DecisionOptions { HandlerLimit = TimeSpan.FromMilliseconds(200) } };

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Fact]
    public async Task A_handler_that_never_returns_is_given_up_and_the_others_go_on()
    {
        using var end = new ManualResetEventSlim();
        var bank = await StartAsync(options: Strict);
        await bank.OpenAsync("LH400", 10);

        var entered = new TaskCompletionSource();
        var stuck = Task.Run(() => bank.DecideAsync(d =>
        {
            d.Load<Bank>("LH400").Hold("stuck", 9);
            entered.TrySetResult();
            end.Wait(Cancel);
        }), Cancel);
        await entered.Task.WaitAsync(Patience, Cancel);
        var others = Enumerable.Range(0, 10).Select(i => bank.HoldAsync("LH400", $"h{i}")).ToList();

        (await Should.ThrowAsync<HandlerStuckException>(() => stuck)).Message.ShouldStartWith("The handler of test did not return within 0.2 s and was given up.");
        (await Task.WhenAll(others)).Select(o => o.Result).Min().ShouldBe(0, "what the stuck handler did is dropped");
        end.Set();
        await bank.OpenAsync("BA1");
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task Commands_that_wait_for_the_same_state_do_not_get_stuck_with_it()
    {
        using var end = new ManualResetEventSlim();
        var bank = await StartAsync(options: Strict);
        await bank.OpenAsync("LH400", 10);
        bank = await RestartAsync(bank, options: Strict);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Storage.BeforeStreamRead = _ => gate.Task;

        var stuck = bank.DecideAsync(d =>
        {
            d.Load<Bank>("LH400");
            end.Wait(Cancel);
        });
        var others = Enumerable.Range(0, 3).Select(i => bank.HoldAsync("LH400", $"h{i}")).ToList();
        gate.SetResult();

        await Should.ThrowAsync<HandlerStuckException>(() => stuck);
        (await Task.WhenAll(others)).Select(o => o.Result).Order().ShouldBe([7, 8, 9]);
        end.Set();
    }

    [Fact]
    public async Task What_a_handler_does_after_it_was_given_up_is_ignored()
    {
        using var end = new ManualResetEventSlim();
        var late = new TaskCompletionSource<Exception?>();
        var bank = await StartAsync(options: Strict);
        await bank.OpenAsync("LH400", 10);

        var stuck = Task.Run(() => bank.DecideAsync(d =>
        {
            end.Wait(Cancel);
            late.SetResult(Record.Exception(() => d.Load<Bank>("LH400").Hold("late", 9)));
        }), Cancel);
        await Should.ThrowAsync<HandlerStuckException>(() => stuck);
        end.Set();

        (await late.Task.WaitAsync(Patience, Cancel)).ShouldBeOfType<HandlerStuckException>();
        (await bank.HoldAsync("LH400", "ada", 10)).Result.ShouldBe(0);
    }

    [Fact]
    public async Task Two_handlers_that_never_return_do_not_stop_the_module()
    {
        using var end = new ManualResetEventSlim();
        var bank = await StartAsync(options: Strict);
        var stuck = Enumerable.Range(0, 2).Select(_ => Task.Run(() => bank.DecideAsync(_ => end.Wait(Cancel)), Cancel)).ToList();

        await bank.OpenAsync("LH400");
        foreach (var one in stuck)
        {
            await Should.ThrowAsync<HandlerStuckException>(() => one);
        }

        end.Set();
        await bank.OpenAsync("BA1");
    }

    [Fact]
    public async Task A_caller_is_told_although_its_own_thread_began_the_work()
    {
        using var end = new ManualResetEventSlim();
        var bank = await StartAsync(options: Strict);

        await Should.ThrowAsync<HandlerStuckException>(() => bank.DecideAsync(_ => end.Wait(Cancel)));

        end.Set();
    }

    [Fact]
    public async Task A_handler_that_gets_stuck_when_it_is_decided_again_does_not_stop_the_writing()
    {
        using var end = new ManualResetEventSlim();
        var (bank, rival, runs, id) = (await StartAsync(options: Strict with { Node = "a" }), await StartAsync(options: new() { Node = "b" }), 0, Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        Storage.BeforeAppend = async units =>
        {
            if (units.Any(u => u.CommandId == id))
            {
                await rival.HoldAsync("LH400", "rival");
            }
        };

        await Should.ThrowAsync<HandlerStuckException>(() => bank.DecideAsync(
            d =>
            {
                d.Load<Bank>("LH400").Hold("ada", 1);
                if (++runs > 1 && d.Load<Bank>("LH400").Held > 1)
                {
                    end.Wait(Cancel);
                }
            },
            id));

        (await bank.HoldAsync("LH400", "bob")).Result.ShouldBe(8);
        end.Set();
    }

    [Fact]
    public async Task Too_many_callers_are_told_and_later_ones_are_served()
    {
        var (bank, gate) = (await StartAsync(options: Few), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Storage.BeforeAppend = _ => gate.Task;
        var (first, second) = (bank.OpenAsync("A"), bank.OpenAsync("B"));

        (await Should.ThrowAsync<EngineBusyException>(() => bank.OpenAsync("C"))).Message.ShouldBe("2 commands are waiting. Try again shortly.");

        gate.SetResult();
        await Task.WhenAll(first, second);
        await bank.OpenAsync("C");
        bank.Decisions.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Callers_who_no_longer_wait_still_count()
    {
        var (bank, gate) = (await StartAsync(options: Few), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Storage.BeforeAppend = _ => gate.Task;
        using var gone = new CancellationTokenSource();
        var left = new[] { "A", "B" }.Select(b => bank.Decisions.ExecuteAsync(new OpenSeatBank(new(b), b, 1), CommandContext.New(), gone.Token)).ToList();
        await gone.CancelAsync();
        foreach (var one in left)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => one);
        }

        await Should.ThrowAsync<EngineBusyException>(() => bank.OpenAsync("C"));

        gate.SetResult();
        (await bank.BankAsync("A")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Stopping_waits_for_commands_whose_callers_no_longer_wait()
    {
        var (bank, gate) = (await StartAsync(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Storage.BeforeAppend = _ => gate.Task;
        using var gone = new CancellationTokenSource();
        var left = bank.Decisions.ExecuteAsync(new OpenSeatBank(new("A"), "A", 1), CommandContext.New(), gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left);

        var stopping = StopAsync(bank);
        stopping.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await stopping;

        (await (await StartAsync()).BankAsync("A")).Capacity.ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(() => bank.OpenAsync("B"));
    }

    private static ModuleOptions Few => new() { Decisions = new DecisionOptions { MaxPending = 2 } };
}
