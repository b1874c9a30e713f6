using System.Diagnostics;
using System.Diagnostics.Metrics;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Diagnostics;

/// <summary>Dashboards rely on names, units and tags: they are written out here.</summary>
public sealed class MeasuringModules : StoredScenario
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Fact]
    public void The_instruments_have_these_names_and_units()
    {
        using var measurements = new Measurements();

        measurements.Instruments.Select(i => (i.Name, i.Unit, i is Counter<long> ? "counter" : i is Histogram<int> ? "histogram" : "?")).ShouldBe(
            [
                ("contrail.commands", "{command}", "counter"),
                ("contrail.decisions.conflicts", "{conflict}", "counter"),
                ("contrail.log.batch", "{unit}", "histogram"),
                ("contrail.subscriptions.events", "{event}", "counter"),
                ("contrail.subscriptions.parked", "{event}", "counter"),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Commands_are_counted_by_what_was_answered()
    {
        using var measurements = new Measurements();
        var bank = await StartAsync();

        using var request = new Activity("request").Start();
        await bank.OpenAsync("A", 1);
        await bank.HoldAsync("A", "ada");
        await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("A", "bob"));

        OfCommands(measurements, request).ShouldBe(
            [(1L, "module=bank, outcome=done"), (1L, "module=bank, outcome=done"), (1L, "module=bank, outcome=refused")]);
    }

    [Fact]
    public async Task Commands_that_fail_are_counted_as_such_whatever_their_handler_throws()
    {
        using var measurements = new Measurements();
        var bank = await StartAsync();

        using var request = new Activity("request").Start();
        await Should.ThrowAsync<InvalidOperationException>(() => bank.DecideAsync(_ => throw new InvalidOperationException("A defect.")));
        await Should.ThrowAsync<OperationCanceledException>(() => bank.DecideAsync(_ => throw new OperationCanceledException("Another defect.")));

        OfCommands(measurements, request).ShouldBe([(1L, "module=bank, outcome=failed"), (1L, "module=bank, outcome=failed")]);
    }

    [Fact]
    public async Task Commands_that_find_no_room_are_counted_as_such()
    {
        using var measurements = new Measurements();
        var (bank, gate) = (await StartAsync(options: new ModuleOptions { Decisions = new DecisionOptions { MaxPending = 1 } }), NewSignal());
        Storage.BeforeAppend = _ => gate.Task;

        using var request = new Activity("request").Start();
        var first = bank.OpenAsync("A");
        await Should.ThrowAsync<EngineBusyException>(() => bank.OpenAsync("B"));
        gate.SetResult();
        await first;

        OfCommands(measurements, request).ShouldBe([(1L, "module=bank, outcome=busy"), (1L, "module=bank, outcome=done")]);
    }

    [Fact]
    public async Task Events_handled_and_parked_are_counted_by_subscription()
    {
        const string name = "measured_by_subscription";
        using var measurements = new Measurements();
        var bank = await StartAsync(new SeatsModule(m => m.AddProjection(new NamedProjection(name))));
        await bank.OpenAsync("A");
        await bank.OpenAsync("B");
        await bank.HoldAsync("A", "ada");
        await bank.HoldAsync("A", "bad");
        await bank.HoldAsync("A", "after");
        await bank.HoldAsync("B", "bob");
        await Doing.SettleAsync(bank);

        var tags = $"module=bank, subscription={NamedProjection.SubscriptionOf(name)}";
        measurements.Of("contrail.subscriptions.events").Where(m => m.Tags == tags).Sum(m => m.Value).ShouldBe(4);
        measurements.Of("contrail.subscriptions.parked").Where(m => m.Tags == tags).Select(m => m.Value).ShouldBe([1L, 1L]);
    }

    [Fact]
    public async Task Units_that_one_commit_makes_durable_are_one_batch()
    {
        const int together = 137;
        using var measurements = new Measurements();
        var (bank, gate, arrived, decided) = (await StartAsync(), NewSignal(), NewSignal(), NewSignal());
        await bank.OpenAsync("A", 1000);
        Storage.BeforeAppend = _ =>
        {
            arrived.TrySetResult();
            return gate.Task;
        };
        var first = bank.HoldAsync("A", "first");
        await arrived.Task.WaitAsync(Patience, Cancel);
        var holds = Enumerable.Range(0, together).Select(i => bank.HoldAsync("A", $"h{i}")).ToList();
        var last = bank.DecideAsync(d =>
        {
            d.Load<Bank>("A");
            decided.TrySetResult();
        });
        await decided.Task.WaitAsync(Patience, Cancel);
        gate.SetResult();
        await first;
        await Task.WhenAll(holds);
        await last;

        // The last one is decided, and may or may not be in time for the batch.
        measurements.Of("contrail.log.batch").ShouldContain(m => (m.Value == together || m.Value == together + 1) && m.Tags == "module=bank");
    }

    [Fact]
    public async Task A_decision_that_is_taken_again_is_a_conflict()
    {
        using var measurements = new Measurements();
        var conflicts = new List<Measurement?>();
        var bank = await StartAsync(options: new ModuleOptions
        {
            LogSink = e =>
            {
                if (e.Id == 210)
                {
                    // Logged by the thread that has just counted it.
                    lock (conflicts)
                    {
                        conflicts.Add(Measurements.LastHere);
                    }
                }
            },
        });
        await bank.OpenAsync("A", 10);
        await bank.AppendRawAsync("seat_bank-A", ("bank.seat_bank.seats_held", 1, """{"bankId":"A","holder":"elsewhere","seats":4}"""));

        (await bank.HoldAsync("A", "ada")).Result.ShouldBe(5);

        var conflict = conflicts.ShouldHaveSingleItem().ShouldNotBeNull();
        (conflict.Instrument, conflict.Value, conflict.Tags).ShouldBe(("contrail.decisions.conflicts", 1L, "module=bank"));
    }

    private static IEnumerable<(long Value, string Tags)> OfCommands(Measurements measurements, Activity request) =>
        measurements.Of("contrail.commands").Where(m => m.Trace == request.TraceId).Select(m => (m.Value, m.Tags));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
