using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank;
using Contrail.SeatBank.Load;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>Modules are stopped and started in the middle of their work, one, the other or both, while the one that stays goes on.</summary>
public sealed class StoppedModules : IDisposable
{
    private const int Stops = 40;
    private const int Callers = 8;
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-stops-");
    private readonly ModuleOptions options = new() { Transport = new InMemoryTransport("bank", "till") };
    private readonly SemaphoreSlim answered = new(0);
    private readonly AckJournal journal;
    private readonly CancellationTokenSource end = new();
    private volatile Task<RunningModule> bank = null!;
    private RunningModule till = null!;

    public StoppedModules() => journal = new AckJournal(Journal);

    private string Journal => Path.Combine(scratch.FullName, "acks");

    [Fact]
    public Task Nothing_is_lost_or_doubled_in_memory() => StopAgainAndAgainAsync(new InMemoryStorage());

    [Fact]
    public Task Nothing_is_lost_or_doubled_on_SQLite() => StopAgainAndAgainAsync(new SqliteStorage(new SqliteOptions(Path.Combine(scratch.FullName, "data"))));

    public void Dispose()
    {
        journal.Dispose();
        answered.Dispose();
        end.Dispose();
        scratch.Delete(recursive: true);
    }

    private async Task StopAgainAndAgainAsync(IStorage storage)
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        till = await StartTillAsync(storage);
        bank = Task.FromResult(await StartBankAsync(storage));
        await Task.WhenAll(LoadPlan.Openings(seed, 0).Select(SendAsync));
        var load = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(new LoadPlan(seed, 0, caller)))));
        try
        {
            await StopAgainAndAgainAsync(storage, new Random(seed));
        }
        finally
        {
            await end.CancelAsync();
            await load.WaitAsync(SeatWorld.Patience);
            await StopAsync(await bank);
            await StopAsync(till);
        }

        (await SeatAudit.RunAsync(storage, Journal)).ShouldBeEmpty($"seed {seed}");
    }

    private async Task StopAgainAndAgainAsync(IStorage storage, Random random)
    {
        for (var stop = 0; stop < Stops; stop++)
        {
            await ToBeAnsweredAsync(random.Next(1, 60));
            var (stopsBank, stopsTill) = random.Next(3) switch { 0 => (true, false), 1 => (false, true), _ => (true, true) };
            if (stopsTill)
            {
                await StopAsync(till);
            }

            if (stopsBank)
            {
                var next = new TaskCompletionSource<RunningModule>(TaskCreationOptions.RunContinuationsAsynchronously);
                var last = await bank;
                bank = next.Task;
                await StopAsync(last);
                next.SetResult(await StartBankAsync(storage));
            }

            if (stopsTill)
            {
                till = await StartTillAsync(storage);
            }
        }
    }

    /// <summary>Waits until some more commands have been answered from now on.</summary>
    private async Task ToBeAnsweredAsync(int some)
    {
        while (answered.Wait(0))
        {
        }

        for (; some > 0; some--)
        {
            (await answered.WaitAsync(SeatWorld.Patience)).ShouldBeTrue("nobody is answered any more");
        }
    }

    private static Task StopAsync(RunningModule module) => module.DisposeAsync().AsTask().WaitAsync(SeatWorld.Patience);

    private Task<RunningModule> StartBankAsync(IStorage storage) => RunningModule.StartAsync(new BankModule(), storage, options);

    private Task<RunningModule> StartTillAsync(IStorage storage) =>
        RunningModule.StartAsync(new TillModule { Printer = new ReceiptFile(ReceiptFile.Beside(Journal)) }, storage, options);

    private async Task CallAsync(LoadPlan plan)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var operation in plan.Customer())
            {
                await SendAsync(operation);
            }
        }
    }

    /// <summary>Whoever is told that the module is being stopped tries again with the next one, as a client does.</summary>
    private async Task SendAsync(Operation operation)
    {
        journal.Sent(operation);
        while (true)
        {
            var module = await bank;
            try
            {
                journal.Answered(operation, await LoadRun.SendUntilAnsweredAsync(module, operation));
                answered.Release();
                return;
            }
            catch (ObjectDisposedException e) when (e.ObjectName == nameof(DecisionLoop))
            {
                await Task.Yield();
            }
        }
    }
}
