using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;

namespace Contrail.Engine.Tests.Journeys;

/// <summary>The sample's two modules at work on one storage, connected by the in-memory transport.</summary>
internal sealed class SeatWorld : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public required RunningModule Bank { get; init; }

    public required RunningModule Till { get; init; }

    /// <summary>Starts both.</summary>
    /// <param name="storage">Of both; by default in memory.</param>
    /// <param name="clock">By default the system's.</param>
    /// <param name="printer">Prints receipts; null for none.</param>
    public static async Task<SeatWorld> StartAsync(IStorage? storage = null, TimeProvider? clock = null, IReceiptPrinter? printer = null)
    {
        storage ??= new InMemoryStorage();
        var options = new ModuleOptions { Transport = new InMemoryTransport("bank", "till"), Clock = clock ?? TimeProvider.System };
        return new SeatWorld
        {
            Till = await RunningModule.StartAsync(new TillModule { Printer = printer }, storage, options),
            Bank = await RunningModule.StartAsync(new BankModule(), storage, options),
        };
    }

    public Task<CommandResult> OpenAsync(string bank, int capacity) =>
        Bank.Decisions.ExecuteAsync(new OpenSeatBank(new SeatBankId(bank), bank, capacity), CommandContext.New());

    public Task<CommandResult<int>> HoldAsync(string bank, string holder, int seats, Guid? commandId = null) =>
        Bank.Decisions.ExecuteAsync(new HoldSeats(new SeatBankId(bank), holder, seats), CommandContext.For(commandId ?? Guid.CreateVersion7()));

    /// <summary>Waits until nothing follows from anything any more: every subscription has reached a head that no longer moves.</summary>
    public async Task SettleAsync()
    {
        while (true)
        {
            var (bank, till) = (await HeadAsync(Bank), await HeadAsync(Till));
            await CaughtUpAsync(Bank, bank);
            await CaughtUpAsync(Till, till);
            if (bank == await HeadAsync(Bank) && till == await HeadAsync(Till))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Bank.DisposeAsync();
        await Till.DisposeAsync();
    }

    /// <summary>Waits as long as something moves.</summary>
    private static async Task CaughtUpAsync(RunningModule module, long position)
    {
        for (var before = -1L; ;)
        {
            try
            {
                await module.CaughtUpAsync(position, Patience);
                return;
            }
            catch (TimeoutException) when (module.Progress.Sum(p => p.Position) is var now && now > before)
            {
                before = now;
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"{module.Name} does not get to {position}: {string.Join("; ", module.Progress)}", e);
            }
        }
    }

    private static async Task<long> HeadAsync(RunningModule module) => (await module.Log.ReadHeadAsync(CancellationToken.None)).Position;
}
