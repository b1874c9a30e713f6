using System.Net;
using Contrail.Engine.AspNetCore;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

public sealed class HandlingParkedEvents : IAsyncLifetime
{
    private readonly FaultInjection faults = FaultInjection.For("fail-projection:bank:bank.seat_bank.seats_held.v1:bank_overview", () => { });
    private OperationsHost host = null!;

    private static object Stream => new { subscription = "bank_overview", stream = "seat_bank-LH400" };

    public async ValueTask InitializeAsync()
    {
        host = await OperationsHost.StartAsync(faults);
        await host.OpenAsync();
        await host.ExecuteAsync(new HoldSeats(OperationsHost.Bank, "broke", 2));
        await host.SettleAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Parked_events_are_listed_with_what_went_wrong()
    {
        var parked = await ParkedAsync();

        parked[0].GetProperty("type").GetString().ShouldBe("bank.seat_bank.seats_held.v1");
        parked[0].GetProperty("stream").GetString().ShouldBe("seat_bank-LH400");
        parked[0].GetProperty("error").GetString()!.ShouldContain("simulated");
        (await host.GetAsync("/api/ops/bank/parked?subscription=bank_overview")).GetProperty("items").GetArrayLength().ShouldBe(parked.Count);
        (await host.GetAsync("/api/ops/bank/parked?subscription=holdings")).GetProperty("items").GetArrayLength().ShouldBe(0, "the fault is of one read model");
        (await host.GetAsync("/api/ops/bank/parked?limit=1")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_does_nothing()
    {
        var parked = await ParkedAsync();
        faults.Clear();

        var trials = await host.PostAsync("/api/ops/bank/parked/dry-run", Stream);

        trials.GetArrayLength().ShouldBe(parked.Count);
        trials.EnumerateArray().ShouldAllBe(t => t.GetProperty("wouldSucceed").GetBoolean());
        (await ParkedAsync()).Count.ShouldBe(parked.Count);
    }

    [Fact]
    public async Task Redriving_handles_them_when_the_fault_is_gone_and_is_recorded_with_who_and_why()
    {
        var parked = await ParkedAsync();
        faults.Clear();

        var acted = await host.PostAsync("/api/ops/bank/parked/redrive", new { subscription = "bank_overview", stream = "seat_bank-LH400", reason = "The disk is mended." });
        acted.GetProperty("events").GetInt32().ShouldBe(parked.Count);
        while ((await ParkedAsync()).Count > 0)
        {
            await host.SettleAsync();
        }

        (await host.BankModule.FindAsync<BankOverview>("bank_overview", "LH400", TestContext.Current.CancellationToken))!.ShouldSatisfyAllConditions(
            row => (row.Free + row.Held).ShouldBe(10));
        (await host.BankModule.VerifyAsync()).ReadModels.ShouldAllBe(r => r.Differences.Count == 0);
        var act = (await host.GetAsync("/api/ops/bank/parked/acts")).EnumerateArray().ShouldHaveSingleItem();
        act.GetProperty("actor").GetString().ShouldBe("user:olga");
        act.GetProperty("reason").GetString().ShouldBe("The disk is mended.");
        act.GetProperty("kind").GetString().ShouldBe("redrive");
    }

    [Fact]
    public async Task Discarding_gives_them_up()
    {
        await host.PostAsync("/api/ops/bank/parked/discard", new { subscription = "bank_overview", stream = "seat_bank-LH400", reason = "Not needed." });

        (await ParkedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bank_overview", "seat_bank-LH400", "", HttpStatusCode.BadRequest)]
    [InlineData("bank_overview", "", "why", HttpStatusCode.BadRequest)]
    [InlineData("bank_overview", "seat_bank-nobody", "why", HttpStatusCode.NotFound)]
    [InlineData("nobody", "seat_bank-LH400", "why", HttpStatusCode.NotFound)]
    public async Task An_act_that_concerns_nothing_or_says_no_reason_is_refused_and_not_recorded(string subscription, string stream, string reason, HttpStatusCode expected)
    {
        await host.PostAsync("/api/ops/bank/parked/discard", new { subscription, stream, reason }, expected);

        (await host.GetAsync("/api/ops/bank/parked/acts")).GetArrayLength().ShouldBe(0);
        (await ParkedAsync()).ShouldNotBeEmpty();
    }

    private async Task<List<System.Text.Json.JsonElement>> ParkedAsync() => [.. (await host.GetAsync("/api/ops/bank/parked")).GetProperty("items").EnumerateArray()];
}
