using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Scheduling;

public abstract class RunningScheduledCommands : StoredScenario
{
    private readonly ManualClock clock = new();
    private readonly FragileHandler fragile = new();
    private RunningModule bank = null!;

    [Fact]
    public async Task A_hold_expires_when_it_is_due_and_not_before()
    {
        await StartBankAsync();
        await bank.HoldAsync("A", "ada", limit: TimeSpan.FromMinutes(5));

        await PassAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(10));
        (await bank.BankAsync("A")).Held.ShouldBe(1);
        await PassAsync(TimeSpan.FromTicks(10));

        (await bank.BankAsync("A")).Held.ShouldBe(0);
    }

    [Fact]
    public async Task What_fell_due_runs_once()
    {
        await StartBankAsync();
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow().AddMinutes(1), new Fragile("x")));

        await PassAsync(TimeSpan.FromMinutes(1));
        await PassAsync(TimeSpan.FromMinutes(10));
        bank = await RestartAsync(bank, Definition(), Options);
        await PassAsync(TimeSpan.FromMinutes(10));

        fragile.Done.ShouldBe(["x"]);
        (await bank.Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_later_schedule_under_the_same_key_replaces_the_earlier()
    {
        await StartBankAsync();
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow().AddMinutes(1), new Fragile("early")));
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow().AddMinutes(5), new Fragile("late")));

        await PassAsync(TimeSpan.FromMinutes(4));
        fragile.Done.ShouldBeEmpty();
        await PassAsync(TimeSpan.FromMinutes(1));

        fragile.Done.ShouldBe(["late"]);
    }

    [Fact]
    public async Task What_was_unscheduled_does_not_run()
    {
        await StartBankAsync();
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow().AddMinutes(1), new Fragile("x")));
        await bank.DecideAsync(d => d.Unschedule("k"));
        await bank.DecideAsync(d => d.Unschedule("never scheduled"));

        await PassAsync(TimeSpan.FromHours(1));

        fragile.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_decision_schedules_nothing()
    {
        await StartBankAsync();
        await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d =>
        {
            d.Schedule("k", clock.GetUtcNow(), new Fragile("x"));
            d.Load<Bank>("NO");
        }));

        (await bank.Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task What_fell_due_while_the_module_was_down_runs_after_the_restart()
    {
        await StartBankAsync();
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow().AddMinutes(1), new Fragile("overdue")));
        await StopAsync(bank);
        clock.Advance(TimeSpan.FromDays(2));

        await StartBankAsync(opens: false);
        await bank.LookAsync(clock);

        fragile.Done.ShouldBe(["overdue"]);
    }

    [Fact]
    public async Task A_handler_that_fails_is_tried_again_and_holds_up_no_other()
    {
        await StartBankAsync();
        fragile.IsBroken = true;
        await bank.DecideAsync(d => d.Schedule("a", clock.GetUtcNow().AddMinutes(1), new Fragile("broken")));
        await bank.HoldAsync("A", "ada", limit: TimeSpan.FromMinutes(2));

        await PassAsync(TimeSpan.FromMinutes(2));
        (await bank.BankAsync("A")).Held.ShouldBe(0, "the expiry is not held up");
        (fragile.Done.Count, fragile.Tried).ShouldSatisfyAllConditions(t => t.Item1.ShouldBe(0), t => t.Item2.ShouldBeGreaterThan(0));
        fragile.IsBroken = false;
        await PassAsync(TimeSpan.FromMinutes(2));

        fragile.Done.ShouldBe(["broken"]);
    }

    [Fact]
    public async Task A_refused_scheduled_command_is_answered_and_does_not_come_again()
    {
        await StartBankAsync();
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow(), new SellSeats(new("A"), "nobody")));

        await bank.LookAsync(clock);

        (await bank.Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_scheduled_command_that_no_version_knows_is_kept_and_holds_up_no_other()
    {
        await StartBankAsync();
        await bank.DecideAsync(d => d.Schedule("k", clock.GetUtcNow().AddMinutes(1), new Fragile("later")));
        bank = await RestartAsync(bank, new SeatsModule(_ => { }), Options);

        await PassAsync(TimeSpan.FromMinutes(2));
        (await bank.Log.ReadNextDueAsync(Cancel)).ShouldNotBeNull();
        bank = await RestartAsync(bank, Definition(), Options);
        await PassAsync(TimeSpan.FromMinutes(2));

        fragile.Done.ShouldBe(["later"]);
    }

    private ModuleOptions Options => new() { Clock = clock };

    private SeatsModule Definition() => new(m => m.AddTypes(typeof(Fragile)).AddHandler(fragile));

    private async Task StartBankAsync(bool opens = true)
    {
        bank = await StartAsync(Definition(), Options);
        if (opens)
        {
            await bank.OpenAsync("A", 10);
        }
    }

    private async Task PassAsync(TimeSpan by)
    {
        clock.Advance(by);
        await bank.LookAsync(clock);
    }

    [CommandType("test.fragile.v1")]
    internal sealed record Fragile(string Text) : ICommand;

    private sealed class FragileHandler : ICommandHandler<Fragile>
    {
        public bool IsBroken { get; set; }

        public int Tried { get; private set; }

        public List<string> Done { get; } = [];

        public void Handle(Fragile command, IDecision decision)
        {
            Tried++;
            if (IsBroken)
            {
                throw new InvalidOperationException("It is broken.");
            }

            Done.Add(command.Text);
        }
    }
}

public sealed class RunningScheduledCommandsInMemory : RunningScheduledCommands
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
