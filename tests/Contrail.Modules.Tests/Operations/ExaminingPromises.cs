using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Testing.Specs;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

/// <summary>What becomes of what an examination finds, and what the engine itself promises.</summary>
public sealed class ExaminingPromises
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stays_is_violated_what_changes_is_in_motion_and_what_cannot_be_examined_is_unknown()
    {
        var look = 0;
        using var monitor = Monitor(
            new Told("well", () => []),
            new Told("stays", () => [new Deviation("It is broken.")]),
            new Told("changes", () => [new Deviation($"{++look} are counted.")]),
            new Told("goes", () => look > 1 ? [] : [new Deviation("It is late.")]),
            new Told("waits", () => [new Deviation("The bank was asked.", IsInMotion: true)]),
            new Told("fails", () => throw new InvalidOperationException("No answer.")));

        var report = await monitor.ReportAsync(Cancel);

        report.Items.ToDictionary(i => i.Name, i => i.State).ShouldBe(new Dictionary<string, InvariantState>
        {
            ["well"] = InvariantState.Holds,
            ["stays"] = InvariantState.Violated,
            ["changes"] = InvariantState.InMotion,
            ["goes"] = InvariantState.Holds,
            ["waits"] = InvariantState.InMotion,
            ["fails"] = InvariantState.Unknown,
        });
        report.Items.Single(i => i.Name == "fails").Problem.ShouldBe("No answer.");
    }

    [Fact]
    public async Task However_many_ask_it_looks_once_in_two_seconds_and_shows_the_first_twenty()
    {
        var looks = 0;
        using var monitor = Monitor(new Told("counts", () =>
        {
            looks++;
            return [.. Enumerable.Range(0, 50).Select(n => new Deviation($"{n} is wrong.", IsInMotion: true))];
        }));

        var reports = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => monitor.ReportAsync(Cancel)));

        looks.ShouldBe(1);
        reports[^1].Items.ShouldHaveSingleItem().Deviations.Count.ShouldBe(20);
        reports[^1].Items[0].DeviationCount.ShouldBe(50);
    }

    [Fact]
    public async Task A_healthy_host_keeps_all_that_the_engine_promises()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.OpenAsync();
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        await host.SettleAsync();

        var report = await host.GetAsync("/api/ops/invariants");

        var items = report.GetProperty("items").EnumerateArray().ToList();
        items.Select(i => i.GetProperty("name").GetString()).ShouldBe(["logs_are_whole", "subscriptions_follow", "nothing_is_parked", "processes_go_on"], ignoreOrder: true);
        items.ShouldAllBe(i => i.GetProperty("state").GetString() == "holds");
        items.Single(i => i.GetProperty("name").GetString() == "logs_are_whole").GetProperty("checked").GetInt32().ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_parked_event_is_found()
    {
        var faults = FaultInjection.For("fail-projection:bank:*", () => { });
        await using var host = await OperationsHost.StartAsync(faults);
        await host.OpenAsync();
        await host.SettleAsync();

        var found = (await new NothingIsParked(host.Modules).ExamineAsync(Cancel)).Deviations;

        found.ShouldNotBeEmpty();
        found.ShouldAllBe(d => d.Module == "bank" && d.Stream!.Contains("LH400") && d.Text.Contains("a simulated fault"));
    }

    [Fact]
    public async Task A_subscription_that_stands_still_is_found()
    {
        var faults = FaultInjection.For("pause-subscription:bank:relay", () => { });
        await using var host = await OperationsHost.StartAsync(faults);
        await host.OpenAsync();

        var found = (await new SubscriptionsFollow(host.Modules).ExamineAsync(Cancel)).Deviations;

        found.ShouldContain(d => d.Text.StartsWith("bank: relay stands at position 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_past_its_deadline_is_found()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.OpenAsync();
        await host.Modules.Find("till")!.DisposeAsync();
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var promise = new ProcessesGoOn(host.Modules, clock);
        while ((await promise.ExamineAsync(Cancel)).Checked == 0)
        {
            await host.BankModule.CaughtUpAsync("engine_processes", 4, TimeSpan.FromSeconds(30), Cancel);
        }

        (await promise.ExamineAsync(Cancel)).Deviations.ShouldBeEmpty("its deadline is ahead");

        clock.Advance(TimeSpan.FromDays(30));

        (await promise.ExamineAsync(Cancel)).Deviations.ShouldHaveSingleItem().Stream.ShouldBe("seat_purchase-LH400:ada");
    }

    [Fact]
    public async Task An_event_that_was_changed_and_one_that_is_missing_are_found()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.OpenAsync();
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "ada", 2));
        await host.SettleAsync();
        var events = (await host.BankModule.Log.ReadAsync(0, 100, types: null, Cancel)).Events;
        var changed = events.Select((e, i) => i == 2 ? e with { Data = JsonSerializer.SerializeToUtf8Bytes(new { seats = 1_000_000 }) } : e).ToList();

        LogsAreWhole.BreaksOf("bank", events).ShouldBeEmpty();
        LogsAreWhole.BreaksOf("bank", changed).ShouldHaveSingleItem().Text.ShouldBe("bank: event 3 does not follow from event 2.");
        LogsAreWhole.BreaksOf("bank", [.. events.Take(2), .. events.Skip(3)]).ShouldHaveSingleItem().Text.ShouldBe("bank: event 4 does not follow from event 2.");
    }

    private static InvariantMonitor Monitor(params IInvariant[] invariants) =>
        new(invariants, new RunningModules(), new ManualClock()) { Pause = TimeSpan.FromMilliseconds(1) };

    private sealed class Told(string name, Func<IReadOnlyList<Deviation>> look) : IInvariant
    {
        public string? Module => null;

        public string Name => name;

        public string Promise => "All is well.";

        public Task<Examination> ExamineAsync(CancellationToken cancellation) => Task.FromResult(new Examination(1, "things", look()));
    }
}
