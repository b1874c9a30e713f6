using System.Net;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.InMemory;
using Contrail.Engine.Subscriptions;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Fault = Contrail.Engine.AspNetCore.Fault;

namespace Contrail.Modules.Tests.Operations;

public sealed class SimulatingFailures
{
    private int kills;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Fault> Written { get; } = new()
    {
        { "kill-after:booking:booking.flight_booking.confirmed", new(FaultKind.KillAfter, "booking", "booking.flight_booking.confirmed") },
        { "kill-before:booking:booking.flight_booking.confirmed.v1:3", new(FaultKind.KillBefore, "booking", "booking.flight_booking.confirmed", Nth: 3) },
        { "fail-appends:payments:5", new(FaultKind.FailAppends, "payments", Count: 5) },
        { "delay-appends:payments:200", new(FaultKind.DelayAppends, "payments", Milliseconds: 200) },
        { "fail-projection:booking:booking.ticket.issued:tickets", new(FaultKind.FailProjection, "booking", "booking.ticket.issued", Subscription: "tickets") },
        { "pause-subscription:booking:relay", new(FaultKind.PauseSubscription, "booking", Subscription: "relay") },
        { """{"kind":"killAfter","module":"booking","type":"*","nth":2}""", new(FaultKind.KillAfter, "booking", "*", Nth: 2) },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Faults_are_written_in_one_line_or_in_json(string text, Fault expected) => Fault.Parse(text).ShouldBe([expected]);

    [Fact]
    public void Several_faults_are_written_one_after_the_other() =>
        Fault.Parse(" kill-after:a:b.c ; fail-appends:a:1,").Select(f => f.Kind).ShouldBe([FaultKind.KillAfter, FaultKind.FailAppends]);

    [Theory]
    [InlineData("explode:booking:now")]
    [InlineData("1:booking:now")]
    [InlineData("kill-after:booking")]
    [InlineData("kill-after:booking:a.b:zero")]
    [InlineData("kill-after:booking:a.b:0")]
    [InlineData("fail-appends:booking:0")]
    [InlineData("fail-appends:booking:-1")]
    [InlineData("delay-appends:booking:60001")]
    [InlineData("kill-after::a.b")]
    [InlineData("[{")]
    [InlineData("""{"kind":"pauseSubscription","module":"booking"}""")]
    public void A_fault_that_cannot_be_read_is_refused(string text) => Should.Throw<ArgumentException>(() => Fault.Parse(text));

    [Fact]
    public void Production_has_no_faults_and_does_not_start_with_them()
    {
        FaultInjection.For(isProduction: true, null).ShouldBeNull();
        FaultInjection.For(isProduction: true, " ").ShouldBeNull();
        Should.Throw<ArgumentException>(() => FaultInjection.For(isProduction: true, "fail-appends:bank:1")).Message.ShouldContain("Production");
        FaultInjection.For(isProduction: false, "fail-appends:bank:1")!.All.ShouldHaveSingleItem().SetBy.ShouldBe("start");
    }

    [Theory]
    [InlineData("GET", "/api/ops/faults")]
    [InlineData("DELETE", "/api/ops/faults")]
    [InlineData("DELETE", "/api/ops/faults/1")]
    [InlineData("POST", "/api/ops/faults")]
    public async Task In_production_the_routes_are_refused_and_say_so(string method, string path)
    {
        await using var host = await OperationsHost.StartAsync(faults: null);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "POST" ? new StringContent("""{"kind":"failAppends","module":"bank","count":1}""", null, "application/json") : null;

        using var answer = await host.Http.SendAsync(request, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("never simulated in Production");
        await host.OpenAsync();
    }

    [Fact]
    public async Task Faults_are_set_listed_and_ended_over_http()
    {
        await using var host = await OperationsHost.StartAsync(Faults(null));

        var set = await host.PostAsync("/api/ops/faults", new { kind = "killAfter", module = "bank", type = "bank.seat_bank.closed" }, HttpStatusCode.Created);
        await host.PostAsync("/api/ops/faults", new { kind = "killAfter", module = "nowhere", type = "bank.seat_bank.closed" }, HttpStatusCode.NotFound);
        await host.PostAsync("/api/ops/faults", new { kind = "killAfter", module = "bank" }, HttpStatusCode.BadRequest);

        set.GetProperty("setBy").GetString().ShouldBe("user:olga");
        (await host.GetAsync("/api/ops/faults")).GetArrayLength().ShouldBe(1);
        (await host.Http.DeleteAsync($"/api/ops/faults/{set.GetProperty("id").GetInt32()}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.Http.DeleteAsync($"/api/ops/faults/{set.GetProperty("id").GetInt32()}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.GetAsync("/api/ops/faults")).GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("kill-before:bank:bank.seat_bank.seats_held.v1", 1, 0)]
    [InlineData("kill-after:bank:bank.seat_bank.seats_held", 1, 1)]
    [InlineData("kill-after:bank:bank.seat_bank.seats_held:2", 2, 2)]
    [InlineData("kill-before:bank:bank.seat_bank.seats_held:2", 2, 1)]
    public async Task The_process_is_killed_once_at_the_event_that_was_named(string fault, int holds, int heldBefore)
    {
        // Instead of dying, the log says what it held at that moment.
        var seen = new List<int>();
        OperationsHost? host = null;
        var faults = FaultInjection.For(fault, () =>
        {
            kills++;
            seen.Add(CountHeld(host!));
        });
        await using (host = await OperationsHost.StartAsync(faults))
        {
            await host.OpenAsync();
            for (var n = 0; n < 4; n++)
            {
                (kills, n).ShouldBe((n < holds ? 0 : 1, n));
                await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, $"broke-{n}", 1));
            }
        }

        kills.ShouldBe(1);
        seen.ShouldBe([heldBefore]);
    }

    [Fact]
    public async Task A_repeated_command_that_writes_nothing_kills_nobody()
    {
        await using var host = await OperationsHost.StartAsync(Faults("kill-after:bank:bank.seat_bank.seats_held:2"));
        await host.OpenAsync();
        var context = Contrail.Engine.Decisions.CommandContext.New("user:ada");
        for (var n = 0; n < 3; n++)
        {
            await host.BankModule.Decisions.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "broke", 1), context, Cancel);
        }

        kills.ShouldBe(0);
    }

    [Fact]
    public async Task Appends_that_fail_are_tried_again_and_nothing_is_lost()
    {
        var faults = Faults("fail-appends:bank:3");
        await using var host = await OperationsHost.StartAsync(faults);

        await host.OpenAsync();

        faults.All.Single().Struck.ShouldBe(3);
        (await host.BankModule.StateAsync<SeatBank.SeatBanks.SeatBank>(OperationsHost.Bank)).Free.ShouldBe(10);
    }

    [Fact]
    public async Task A_dry_run_tells_of_the_simulated_fault_that_would_stop_it()
    {
        var faults = FaultInjection.For("fail-projection:bank:*", () => { });
        await using var host = await OperationsHost.StartAsync(faults);
        await host.OpenAsync();
        await host.SettleAsync();
        var parked = (await host.GetAsync("/api/ops/bank/parked")).GetProperty("items")[0];
        var stream = new { subscription = parked.GetProperty("subscription").GetString(), stream = parked.GetProperty("stream").GetString() };

        var during = await host.PostAsync("/api/ops/bank/parked/dry-run", stream);
        faults.Clear();
        var after = await host.PostAsync("/api/ops/bank/parked/dry-run", stream);

        during[0].GetProperty("wouldSucceed").GetBoolean().ShouldBeFalse();
        during[0].GetProperty("error").GetString()!.ShouldContain("a simulated fault");
        after[0].GetProperty("wouldSucceed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_paused_subscription_stands_still_until_the_pause_is_ended()
    {
        var faults = Faults("pause-subscription:bank:holdings");
        await using var host = await OperationsHost.StartAsync(faults);
        await host.OpenAsync();
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "broke", 1));
        await host.BankModule.CaughtUpAsync("bank_overview", 3, TimeSpan.FromSeconds(30), Cancel);

        host.BankModule.Progress.Single(p => p.Name.StartsWith("holdings", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            p => p.Position.ShouldBe(0), p => p.State.ShouldNotBe(SubscriptionState.Running));
        faults.Clear();

        await host.BankModule.CaughtUpAsync("holdings", 3, TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task A_pause_tells_that_it_has_struck_when_a_lease_is_refused_and_tells_it_once()
    {
        var faults = Faults("pause-subscription:bank:holdings");
        await using var storage = await faults.Wrap(new InMemoryStorage()).OpenAsync("bank", Cancel);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await storage.Subscriptions.AcquireAsync("holdings_v1_g1", "node", TimeSpan.FromSeconds(5), Cancel)).ShouldBeNull();
        }

        (await storage.Subscriptions.AcquireAsync("bank_overview_v1_g1", "node", TimeSpan.FromSeconds(5), Cancel)).ShouldNotBeNull();
        faults.All.Single().Struck.ShouldBe(1);
    }

    private static int CountHeld(OperationsHost host) => host.BankModule.Log.ReadAsync(0, 1000, ["bank.seat_bank.seats_held"], Cancel).AsTask().GetAwaiter().GetResult().Events.Count;

    private FaultInjection Faults(string? faults) => FaultInjection.For(faults, () => Interlocked.Increment(ref kills));
}
