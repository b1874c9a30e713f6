using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Journeys;

/// <summary>The main journey of the sample, the same on every storage.</summary>
public abstract class BuyingSeats : IAsyncLifetime
{
    private SeatWorld? world;

    private SeatWorld World => world!;

    public async ValueTask InitializeAsync() => world = await SeatWorld.StartAsync(CreateStorage());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (world is not null)
        {
            await World.DisposeAsync();
        }

        await DeleteAsync();
    }

    protected abstract IStorage CreateStorage();

    protected virtual ValueTask DeleteAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Held_seats_are_charged_in_another_module_and_sold()
    {
        await World.OpenAsync("LH400", 10);

        var held = await World.HoldAsync("LH400", "ada", 3);
        held.Result.ShouldBe(7);
        await World.SettleAsync();

        (await World.Till.StateAsync<Account>("ada")).Charged.ShouldBe(300);
        (await World.Bank.FindAsync<BankOverview>("bank_overview", "LH400")).ShouldBe(new BankOverview("LH400", "LH400", 10, 7, 0, 3, false));
        (await World.Bank.FindAsync<Holding>("holdings", "LH400/ada"))!.Status.ShouldBe("sold");
        var purchase = await World.Bank.StateAsync<SeatPurchase>(SeatPurchase.KeyOf(new SeatBankId("LH400"), "ada"));
        purchase.Outcome.ShouldBe("sold");
        purchase.Deadlines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_charge_releases_the_seats()
    {
        await World.OpenAsync("LH400", 10);

        await World.HoldAsync("LH400", "broke-bob", 3);
        await World.SettleAsync();

        (await World.Bank.FindAsync<BankOverview>("bank_overview", "LH400"))!.Free.ShouldBe(10);
        (await World.Bank.StateAsync<SeatPurchase>(SeatPurchase.KeyOf(new SeatBankId("LH400"), "broke-bob"))).Outcome.ShouldBe("released");
    }

    [Fact]
    public async Task Of_500_buyers_of_the_last_seat_one_wins_and_the_others_are_told()
    {
        await World.OpenAsync("LH400", 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => World.HoldAsync("LH400", $"buyer{i}", 1).ContinueWith(t => t.Exception?.InnerException, TaskScheduler.Default)));

        answers.Count(a => a is null).ShouldBe(1);
        answers.OfType<RefusedException>().Count(r => r.Key == "SeatBank_Not_Enough_Free_Seats").ShouldBe(499);
    }

    [Fact]
    public async Task The_same_command_50_times_at_once_has_one_effect_and_one_answer()
    {
        await World.OpenAsync("LH400", 100);
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => World.HoldAsync("LH400", "ada", 2, id)));

        answers.Select(a => (a.Result, a.Position)).Distinct().Count().ShouldBe(1);
        answers.Count(a => !a.IsReplay).ShouldBe(1);
        (await World.Bank.StateAsync<SeatBank.SeatBanks.SeatBank>("LH400")).Free.ShouldBe(98);
    }

    [Fact]
    public async Task Everything_verifies()
    {
        await World.OpenAsync("LH400", 100);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => World.HoldAsync("LH400", i % 7 == 0 ? $"broke{i}" : $"buyer{i}", 1)));
        await World.SettleAsync();

        var (log, readModels) = await World.Bank.VerifyAsync();

        log.Problems.ShouldBeEmpty();
        readModels.Select(r => r.ReadModel).ShouldBe(["bank_overview", "holdings", "engine_processes"]);
        readModels.ShouldAllBe(r => r.Differences.Count == 0);
        readModels.Single(r => r.ReadModel == "holdings").Rows.ShouldBe(51);
    }
}
