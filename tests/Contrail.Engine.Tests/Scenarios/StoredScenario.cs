using Contrail.Engine.Decisions;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Scenarios;

/// <summary>A storage, and modules that are started, stopped and started again on it. Derived classes choose the store.</summary>
public abstract class StoredScenario : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For handlers that have a lot to do, on a machine that is busy.</summary>
    protected static readonly ModuleOptions Unhurried = new() { Decisions = new DecisionOptions { HandlerLimit = Patience } };
    private readonly List<RunningModule> running = [];
    private IStorage? inner;
    private FaultyStorage? storage;

    /// <summary>What can be made to fail; modules are started on it.</summary>
    internal FaultyStorage Storage => storage!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        inner = await CreateAsync();
        storage = new FaultyStorage(inner);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        storage?.Heal();
        foreach (var module in running)
        {
            await module.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);
        }

        if (inner is not null)
        {
            await DestroyAsync(inner);
        }
    }

    protected abstract ValueTask<IStorage> CreateAsync();

    protected virtual async ValueTask DestroyAsync(IStorage created)
    {
        if (created is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    protected async Task<RunningModule> StartAsync(Module? module = null, ModuleOptions? options = null)
    {
        var started = await RunningModule.StartAsync(module ?? new BankModule { WithPurchases = false }, Storage, options, Cancel);
        running.Add(started);
        return started;
    }

    protected async Task StopAsync(RunningModule module)
    {
        running.Remove(module);
        await module.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);
    }

    protected async Task<RunningModule> RestartAsync(RunningModule module, Module? definition = null, ModuleOptions? options = null)
    {
        await StopAsync(module);
        return await StartAsync(definition, options);
    }
}

/// <summary>Short forms for what tests do with a running module.</summary>
internal static class Doing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<CommandResult> OpenAsync(this RunningModule module, string bank, int capacity = 100, Guid? id = null) =>
        module.Decisions.ExecuteAsync(new OpenSeatBank(new SeatBankId(bank), bank, capacity), CommandContext.For(id ?? Guid.CreateVersion7())).WaitAsync(Patience);

    public static Task<CommandResult<int>> HoldAsync(this RunningModule module, string bank, string holder, int seats = 1, Guid? id = null, TimeSpan? limit = null) =>
        module.Decisions.ExecuteAsync(new HoldSeats(new SeatBankId(bank), holder, seats, limit), CommandContext.For(id ?? Guid.CreateVersion7())).WaitAsync(Patience);

    public static Task<CommandResult> SellAsync(this RunningModule module, string bank, string holder) =>
        module.Decisions.ExecuteAsync(new SellSeats(new SeatBankId(bank), holder), CommandContext.New()).WaitAsync(Patience);

    /// <summary>Decides whatever a test wants decided.</summary>
    public static Task<CommandResult> DecideAsync(this RunningModule module, Action<IDecision> decide, Guid? id = null) =>
        module.Decisions.ExecuteAsync(new EngineDecision("test", decide), CommandContext.For(id ?? Guid.CreateVersion7())).WaitAsync(Patience);

    public static async Task<Bank> BankAsync(this RunningModule module, string bank) => await module.StateAsync<Bank>(bank);

    public static async Task<long> HeadAsync(this RunningModule module) => (await module.Log.ReadHeadAsync(CancellationToken.None)).Position;

    /// <summary>Waits until every subscription has reached a head that no longer moves.</summary>
    public static async Task SettleAsync(params RunningModule[] modules)
    {
        while (true)
        {
            var heads = await Task.WhenAll(modules.Select(HeadAsync));
            await Task.WhenAll(modules.Zip(heads, (module, head) => module.CaughtUpAsync(head, Patience)));
            var now = await Task.WhenAll(modules.Select(HeadAsync));
            if (heads.SequenceEqual(now))
            {
                return;
            }
        }
    }

    public static async Task ShouldVerifyAsync(this RunningModule module)
    {
        await SettleAsync(module);
        var (log, readModels) = await module.VerifyAsync();
        log.Problems.ShouldBeEmpty();
        readModels.ShouldAllBe(r => r.Differences.Count == 0);
    }

    public static async Task<IReadOnlyList<string>> TypesAsync(this RunningModule module) =>
        await module.Log.ReadAllAsync().Select(e => e.Type).ToListAsync();
}

/// <summary>The seat banks with more, or less, around them.</summary>
internal sealed class SeatsModule(Action<ModuleBuilder> define, string name = "bank") : Module
{
    public override string Name => name;

    public override void Define(ModuleBuilder module)
    {
        module
            .AddFrom(typeof(BankModule).Assembly, "Contrail.SeatBank.SeatBanks")
            .Upcast("bank.seat_bank.opened", from: 1, BankModule.WithCode);
        define(module);
    }
}
