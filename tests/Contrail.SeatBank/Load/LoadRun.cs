using Contrail.Engine.Decisions;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.SeatBank.Interposed;
using Contrail.SeatBank.Tills;

namespace Contrail.SeatBank.Load;

/// <summary>The two modules of the sample under load, and a journal of what was acknowledged.</summary>
public sealed class LoadRun(LoadOptions options, AckJournal journal, JournalContent before)
{
    /// <summary>What the journal says of an operation that had to be sent again because the store did not take it.</summary>
    public const string Unavailable = "unavailable";

    private const int Callers = 8;
    private const int Rechecked = 40;
    private int sent;

    /// <summary>Runs until the operations are done, or until the process ends.</summary>
    public async Task RunAsync()
    {
        var points = new BreakPoints(journal);
        points.Set(options.KillAt, options.StopAt);
        var storage = new InterposedStorage(options.Storage(), points, journal);
        var printer = new ReceiptFile(ReceiptFile.Beside(options.Acks), points);
        var settings = new ModuleOptions
        {
            Transport = new InterposedTransport(new InMemoryTransport("bank", "till"), points),
            Subscriptions = new SubscriptionOptions { Lease = options.Lease, Poll = TimeSpan.FromMilliseconds(50) },
        };
        await using var till = await RunningModule.StartAsync(new TillModule { Printer = printer }, storage, settings).ConfigureAwait(false);
        await using var bank = await RunningModule.StartAsync(new BankModule(), storage, settings).ConfigureAwait(false);
        journal.Write("started");
        await ResumeAsync(bank).ConfigureAwait(false);
        using var stop = new CancellationTokenSource();
        var rebuilding = options.Rebuilds ? RebuildAsync(bank, stop.Token) : Task.CompletedTask;
        await LoadAsync(bank).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await rebuilding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        journal.Write("finished");
    }

    /// <summary>Sends one operation until it is answered, under the same command id, as a client does.</summary>
    public static async Task<OperationAnswer> SendUntilAnsweredAsync(RunningModule bank, Operation operation, AckJournal? journal = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation.SendAsync(bank).ConfigureAwait(false);
            }
            catch (Exception e) when (attempt < 1000 && e is StorageUnavailableException or EngineBusyException or ConcurrencyException)
            {
                if (attempt == 1 && e is StorageUnavailableException)
                {
                    journal?.Write(Unavailable);
                }

                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What was in doubt is sent again; and of what was acknowledged last, each must be known.</summary>
    private async Task ResumeAsync(RunningModule bank)
    {
        foreach (var operation in before.InDoubt)
        {
            journal.Answered(operation, await SendUntilAnsweredAsync(bank, operation).ConfigureAwait(false));
        }

        foreach (var (id, acknowledged) in before.Answers.TakeLast(Rechecked))
        {
            var again = await SendUntilAnsweredAsync(bank, before.Sent[id]).ConfigureAwait(false);
            if (again.Text != acknowledged.Text || again.IsReplay == false)
            {
                journal.Write($"lost {id:N} was answered '{acknowledged.Text}'; sent again '{again.Text}', replayed {again.IsReplay}");
            }
        }

        journal.Write($"resumed {before.InDoubt.Count}");
    }

    private async Task LoadAsync(RunningModule bank)
    {
        await Task.WhenAll(LoadPlan.Openings(options.Seed, options.Round).Select(operation => ExecuteAsync(bank, operation, copies: 1))).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(bank, new LoadPlan(options.Seed, options.Round, caller)))).ConfigureAwait(false);
    }

    private async Task CallAsync(RunningModule bank, LoadPlan plan)
    {
        while (Volatile.Read(ref sent) < options.Operations)
        {
            foreach (var operation in plan.Customer())
            {
                await ExecuteAsync(bank, operation, plan.Copies()).ConfigureAwait(false);
            }
        }
    }

    private async Task ExecuteAsync(RunningModule bank, Operation operation, int copies)
    {
        Interlocked.Increment(ref sent);
        journal.Sent(operation);
        var answers = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => Task.Run(() => SendUntilAnsweredAsync(bank, operation, journal)))).ConfigureAwait(false);
        foreach (var answer in answers.DistinctBy(a => a.Text))
        {
            journal.Answered(operation, answer);
        }
    }

    private static async Task RebuildAsync(RunningModule bank, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await bank.RebuildAsync("bank_overview", cancellation: stop).ConfigureAwait(false);
        }
    }
}
