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

    public static async Task<SeatWorld> StartAsync(IStorage? storage = null, TimeProvider? clock = null)
    {
        storage ??= new InMemoryStorage();
        var options = new ModuleOptions { Transport = new InMemoryTransport("bank", "till"), Clock = clock ?? TimeProvider.System };
        return new SeatWorld
        {
            Till = await RunningModule.StartAsync(new TillModule(), storage, options),
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
            await Bank.CaughtUpAsync(bank, Patience);
            await Till.CaughtUpAsync(till, Patience);
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

    private static async Task<long> HeadAsync(RunningModule module) => (await module.Log.ReadHeadAsync(CancellationToken.None)).Position;
}
