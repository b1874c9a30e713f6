using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.Engine.Testing.Specs;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Processes;

/// <summary>A purchase over two modules, on a clock that a test moves.</summary>
public abstract class RunningPurchases : StoredScenario
{
    private readonly ManualClock clock = new();
    private readonly InMemoryTransport transport = new();
    private RunningModule bank = null!;
    private RunningModule? till;

    private ModuleOptions Options => new() { Clock = clock, Transport = transport };

    [Fact]
    public async Task It_starts_once_and_ends_with_the_sale()
    {
        await StartAllAsync();
        await bank.HoldAsync("LH400", "ada", 3);
        await Doing.SettleAsync(bank, till!);
        await bank.HoldAsync("LH400", "ada", 3);
        await Doing.SettleAsync(bank, till!);

        var purchase = await PurchaseAsync("ada");
        (purchase.Outcome, purchase.CommandsSent, purchase.Deadlines.Count).ShouldBe(("sold", 2, 0));
        (await till!.StateAsync<Account>("ada")).Charged.ShouldBe(300);
    }

    [Fact]
    public async Task A_refusal_in_the_other_module_comes_back()
    {
        await StartAllAsync();
        await bank.HoldAsync("LH400", "broke-bob", 3);
        await Doing.SettleAsync(bank, till!);

        var purchase = await PurchaseAsync("broke-bob");
        (purchase.Outcome, purchase.LastRefusal).ShouldBe(("released", "Account_Holders_Must_Be_Good_For_Their_Money"));
        (await bank.BankAsync("LH400")).Free.ShouldBe(10);
    }

    [Fact]
    public async Task Its_deadline_is_heard_when_it_passes_and_not_before()
    {
        await StartBankAsync();
        await bank.HoldAsync("LH400", "ada", 3);
        await Doing.SettleAsync(bank);

        await PassAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        (await PurchaseAsync("ada")).HasEnded.ShouldBeFalse();
        await PassAsync(TimeSpan.FromSeconds(1));
        await Doing.SettleAsync(bank);

        (await PurchaseAsync("ada")).Outcome.ShouldBe("released");
        (await bank.BankAsync("LH400")).Free.ShouldBe(10);
    }

    [Fact]
    public async Task A_deadline_that_passes_while_the_module_is_down_is_heard_after_the_restart()
    {
        await StartBankAsync();
        await bank.HoldAsync("LH400", "ada", 3);
        await Doing.SettleAsync(bank);
        await StopAsync(bank);

        clock.Advance(TimeSpan.FromHours(2));
        await StartBankAsync(opens: false);
        await PassAsync(TimeSpan.Zero);
        await Doing.SettleAsync(bank);

        (await PurchaseAsync("ada")).Outcome.ShouldBe("released");
    }

    [Fact]
    public async Task A_deadline_that_was_moved_is_not_heard_early()
    {
        await StartBankAsync();
        await bank.HoldAsync("LH400", "ada", 3);
        await Doing.SettleAsync(bank);

        await bank.Decisions.ExecuteAsync(new TimeOutProcess("seat_purchase-LH400:ada", "charge"), CommandContext.New(), Cancel);

        var purchase = await PurchaseAsync("ada");
        (purchase.HasEnded, purchase.Deadlines["charge"]).ShouldBe((false, clock.GetUtcNow().AddMinutes(5)));
        (await bank.Log.ReadNextDueAsync(Cancel)).ShouldBe(clock.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task After_its_end_it_hears_nothing()
    {
        await StartAllAsync();
        await bank.HoldAsync("LH400", "broke-bob", 3);
        await Doing.SettleAsync(bank, till!);
        var version = (await PurchaseAsync("broke-bob")).Version;

        await bank.HoldAsync("LH400", "broke-bob", 1);
        await bank.SellAsync("LH400", "broke-bob");
        await Doing.SettleAsync(bank, till!);

        (await PurchaseAsync("broke-bob")).Version.ShouldBe(version);
    }

    [Fact]
    public async Task Purchases_that_were_under_way_go_on_after_a_restart()
    {
        await StartBankAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => bank.HoldAsync("LH400", $"h{i}")));
        await Doing.SettleAsync(bank);
        await StopAsync(bank);

        await StartTillAsync();
        await StartBankAsync(opens: false);
        foreach (var i in Enumerable.Range(0, 5))
        {
            (await PurchaseAsync($"h{i}")).HasEnded.ShouldBeFalse();
            await bank.Decisions.ExecuteAsync(new ReleaseSeats(new("LH400"), $"h{i}"), CommandContext.New(), Cancel);
        }

        await Doing.SettleAsync(bank, till!);
        (await PurchaseAsync("h4")).Outcome.ShouldBe("released");
    }

    private Task<SeatPurchase> PurchaseAsync(string holder) => bank.StateAsync<SeatPurchase>(SeatPurchase.KeyOf(new("LH400"), holder)).AsTask();

    private async Task StartAllAsync()
    {
        await StartTillAsync();
        await StartBankAsync();
    }

    private async Task StartTillAsync() => till = await StartAsync(new TillModule(), Options);

    private async Task StartBankAsync(bool opens = true)
    {
        bank = await StartAsync(new BankModule(), Options);
        if (opens)
        {
            await bank.OpenAsync("LH400", 10);
        }
    }

    /// <summary>Moves the clock and waits until the scheduler has looked: a command that is due now has run.</summary>
    private async Task PassAsync(TimeSpan by)
    {
        clock.Advance(by);
        await bank.LookAsync(clock);
    }
}

public sealed class RunningPurchasesInMemory : RunningPurchases
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
