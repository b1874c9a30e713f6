using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions
{
    public sealed class PuttingAModuleTogether : StoredScenario
    {
        protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

        [Fact]
        public Task A_handler_that_awaits_is_refused() => RefusesAsync(m => m.AddHandler(new AwaitingHandler()), "AwaitingHandler.Handle awaits. A decision is a synchronous pure function");

        [Fact]
        public Task A_handler_that_answers_with_a_task_is_refused() => RefusesAsync(m => m.AddHandler(new TaskHandler()), "TaskHandler.Handle awaits.");

        [Fact]
        public Task A_second_handler_for_a_command_is_refused() =>
            RefusesAsync(m => m.AddHandler(new SecondHandler()), "CloseSeatBank has two handlers; SecondHandler is the second. A command has one.");

        [Fact]
        public Task Something_that_handles_nothing_is_refused() => RefusesAsync(m => m.AddHandler(new object()), "Object implements no ICommandHandler.");

        [Fact]
        public Task Two_read_models_of_one_name_are_refused() => RefusesAsync(
            m => m.AddProjection(new BankOverviewProjection()).AddProjection(new BankOverviewProjection(2)),
            "bank has two subscriptions named bank_overview. Each keeps its own checkpoint under its name: rename one.");

        [Fact]
        public Task Two_reactions_of_one_name_are_refused() =>
            RefusesAsync(m => m.AddReaction(new OnLastSeatSold()).AddReaction(new OnLastSeatSold()), "bank has two subscriptions named OnLastSeatSold.");

        [Fact]
        public Task A_process_twice_is_refused() =>
            RefusesAsync(m => m.AddProcess<SeatPurchase>().AddProcess<SeatPurchase>(), "bank has two subscriptions named process:seat_purchase.");

        [Fact]
        public Task An_event_without_a_wire_name_is_refused() => RefusesAsync(
            m => m.AddFrom(GetType().Assembly, "Contrail.Engine.Tests.Planted.Nameless"),
            "Forgotten is a domain event without an [EventType]. Without a wire name it cannot be stored.");

        [Fact]
        public Task An_event_that_nothing_folds_is_refused() => RefusesAsync(
            m => m.AddFrom(GetType().Assembly, "Contrail.Engine.Tests.Planted.Unfolded"),
            "No aggregate in Contrail.Engine.Tests.Planted.Unfolded has 'When(Unheard)'. An event that changes no state could not be replayed.");

        [Fact]
        public Task A_process_that_hears_an_event_twice_is_refused() =>
            RefusesAsync(m => m.AddProcess<HearsTwice>(), "HearsTwice hears SeatsHeld twice. Keep one.");

        [Fact]
        public Task A_process_that_hears_of_a_deadline_twice_is_refused() =>
            RefusesAsync(m => m.AddProcess<TimesOutTwice>(), "TimesOutTwice hears the deadline 'late' twice. Keep one.");

        [Fact]
        public Task A_process_that_hears_of_refusals_twice_is_refused() =>
            RefusesAsync(m => m.AddProcess<RefusedTwice>(), "RefusedTwice hears refusals of CloseSeatBank twice. Keep one.");

        [Fact]
        public Task A_process_that_awaits_is_refused() =>
            RefusesAsync(m => m.AddProcess<AwaitingProcess>(), "The step of AwaitingProcess in StartsOn<SeatsHeld> awaits. A step decides at once");

        [Fact]
        public Task A_process_that_awaits_when_it_is_late_is_refused() =>
            RefusesAsync(m => m.AddProcess<AwaitingLateProcess>(), "The step of AwaitingLateProcess in OnTimeout(\"late\") awaits.");

        [Fact]
        public Task A_state_that_awaits_is_refused() => RefusesAsync(
            m => m.AddFrom(GetType().Assembly, "Contrail.Engine.Tests.Planted.Awaiting"),
            "Sleeper.When(Slept) awaits. A state is folded from events alone, at once");

        [Fact]
        public Task An_event_that_is_published_twice_as_the_same_is_refused() => RefusesAsync(
            m => m.Publish<SeatsHeld, HeldTold>(_ => new HeldTold(1)).Publish<SeatsHeld, HeldTold>(_ => new HeldTold(2)),
            "SeatsHeld is published as HeldTold twice: everybody would hear of it twice");

        [Fact]
        public Task An_assembly_twice_is_refused() =>
            RefusesAsync(m => m.AddFrom(typeof(Uri).Assembly).AddFrom(typeof(Uri).Assembly), "System.Private.Uri is added twice. Once is enough.");

        [Fact]
        public async Task A_command_that_nothing_handles_is_a_clear_error()
        {
            var bank = await StartAsync(new SeatsModule(_ => { }));

            (await Should.ThrowAsync<InvalidOperationException>(() => bank.Decisions.ExecuteAsync(new Unhandled(), CommandContext.New(), Cancel))).Message
                .ShouldBe("Nothing handles Unhandled. Register an ICommandHandler<Unhandled> with the module.");
        }

        [Theory]
        [InlineData("Bank")]
        [InlineData("")]
        [InlineData("bank-x")]
        [InlineData("bänk")]
        public Task A_module_is_named_like_a_table(string name) => Should.ThrowAsync<ArgumentException>(() => StartAsync(new SeatsModule(_ => { }, name)));

        [Fact]
        public async Task After_a_module_was_refused_another_can_start_on_its_storage()
        {
            await RefusesAsync(m => m.AddTypes(typeof(SeatsHeldToo)), "both claim the wire name bank.seat_bank.seats_held");

            await (await StartAsync()).OpenAsync("LH400");
        }

        private async Task RefusesAsync(Action<ModuleBuilder> define, string says) =>
            (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(new SeatsModule(define)))).Message.ShouldContain(says);

        [EventType("bank.seat_bank.seats_held.v1")]
        private sealed record SeatsHeldToo : IDomainEvent;

        [EventType("bank.held_told.v1")]
        private sealed record HeldTold(int Seats);

        private sealed record Unhandled : ICommand;

        private sealed record Wait : ICommand;

        private sealed record Ask : ICommand<Task<int>>;

        private sealed class AwaitingHandler : ICommandHandler<Wait>
        {
            public async void Handle(Wait command, IDecision decision) => await Task.Yield();
        }

        private sealed class TaskHandler : ICommandHandler<Ask, Task<int>>
        {
            public Task<int> Handle(Ask command, IDecision decision) => Task.FromResult(1);
        }

        private sealed class SecondHandler : ICommandHandler<CloseSeatBank>
        {
            public void Handle(CloseSeatBank command, IDecision decision) => decision.Load<Contrail.SeatBank.SeatBanks.SeatBank>(command.BankId).Close();
        }

        [StreamCategory("hears_twice")]
        private sealed class HearsTwice : ProcessManager, IProcess<HearsTwice>
        {
            public static void Define(ProcessDefinition<HearsTwice> process) => process.StartsOn<SeatsHeld>(e => e.BankId, (_, _) => { }).On<SeatsHeld>(e => e.BankId, (_, _) => { });
        }

        [StreamCategory("times_out_twice")]
        private sealed class TimesOutTwice : ProcessManager, IProcess<TimesOutTwice>
        {
            public static void Define(ProcessDefinition<TimesOutTwice> process) => process.OnTimeout("late", _ => { }).OnTimeout("late", _ => { });
        }

        [StreamCategory("refused_twice")]
        private sealed class RefusedTwice : ProcessManager, IProcess<RefusedTwice>
        {
            public static void Define(ProcessDefinition<RefusedTwice> process) =>
                process.OnRefused<CloseSeatBank>((_, _) => { }).OnRefused<CloseSeatBank>((_, _) => { });
        }

        [StreamCategory("awaiting")]
        private sealed class AwaitingProcess : ProcessManager, IProcess<AwaitingProcess>
        {
            public static void Define(ProcessDefinition<AwaitingProcess> process) => process.StartsOn<SeatsHeld>(e => e.BankId, async (_, _) => await Task.Yield());
        }

        [StreamCategory("awaiting_late")]
        private sealed class AwaitingLateProcess : ProcessManager, IProcess<AwaitingLateProcess>
        {
            public static void Define(ProcessDefinition<AwaitingLateProcess> process) => process.OnTimeout("late", async _ => await Task.Yield());
        }
    }
}

namespace Contrail.Engine.Tests.Planted.Nameless
{
    internal sealed record Forgotten : Contrail.Engine.Domain.IDomainEvent;
}

namespace Contrail.Engine.Tests.Planted.Unfolded
{
    [Contrail.Engine.Events.EventType("planted.unheard.v1")]
    internal sealed record Unheard : Contrail.Engine.Domain.IDomainEvent;
}

namespace Contrail.Engine.Tests.Planted.Awaiting
{
    [Contrail.Engine.Events.EventType("planted.slept.v1")]
    internal sealed record Slept : Contrail.Engine.Domain.IDomainEvent;

    [Contrail.Engine.Domain.StreamCategory("sleeper")]
    internal sealed class Sleeper : Contrail.Engine.Domain.AggregateRoot
    {
        private int naps;

        protected internal override string IdText => "one";

        private async void When(Slept e)
        {
            await System.Threading.Tasks.Task.Yield();
            naps++;
        }
    }
}
