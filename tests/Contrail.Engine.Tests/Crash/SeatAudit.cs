using System.Collections.Concurrent;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank.Load;
using Contrail.SeatBank.SeatBanks;

namespace Contrail.Engine.Tests.Crash;

/// <summary>
/// Compares what callers were told with what the modules hold, after everything has come to rest: nothing acknowledged is lost,
/// nothing happened twice, and whatever is derived follows from the log.
/// </summary>
internal sealed class SeatAudit
{
    private readonly SeatWorld world;
    private readonly List<JournalContent> journals = [];
    private readonly List<string> problems = [];

    private SeatAudit(SeatWorld world) => this.world = world;

    /// <summary>Starts the modules once more and lets them finish what was begun.</summary>
    /// <param name="storage">Of both modules.</param>
    /// <param name="journals">Of the processes that were at work; beside each lie the receipts that it printed.</param>
    /// <returns>The problems found; empty if all is well.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(IStorage storage, params IReadOnlyList<string> journals)
    {
        await using var world = await SeatWorld.StartAsync(storage, printer: new ReceiptFile(ReceiptFile.Beside(journals[0])));
        var audit = new SeatAudit(world);
        foreach (var path in journals)
        {
            await audit.AnswerDoubtsAsync(path);
            audit.journals.Add(JournalContent.Read(path));
        }

        await audit.RunAsync(journals);
        return audit.problems;
    }

    private async Task RunAsync(IEnumerable<string> paths)
    {
        problems.AddRange(journals.SelectMany(j => j.Notes).Where(note => note.Split(' ')[0] is "lost" or "wrong" or "error"));
        await RestAsync();
        await CheckAnswersAsync();
        await RestAsync();
        var facts = await LogFacts.ReadAsync(world.Bank, world.Till);
        problems.AddRange(facts.Problems);
        CheckCommands(facts);
        problems.AddRange(facts.Purchases.Values.Where(p => p.Problem() is not null).Select(p => $"{p.Holder} in {p.Bank}: {p.Problem()}.").Take(10));
        CheckReceipts(facts, ReceiptFile.Read(paths.Select(ReceiptFile.Beside)));
        await CheckInventoryAsync(facts);
        await CheckModuleAsync(world.Bank);
        await CheckModuleAsync(world.Till);
    }

    private async Task AnswerDoubtsAsync(string path)
    {
        using var journal = new AckJournal(path);
        foreach (var operation in JournalContent.Read(path).InDoubt)
        {
            journal.Answered(operation, await LoadRun.SendUntilAnsweredAsync(world.Bank, operation));
        }
    }

    /// <summary>Waits until nothing follows from anything any more, scheduled commands included.</summary>
    private async Task RestAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!patience.IsCancellationRequested)
        {
            await world.SettleAsync();
            if (await world.Bank.Log.ReadNextDueAsync(CancellationToken.None) is null)
            {
                return;
            }

            await Task.Delay(10, CancellationToken.None);
        }

        problems.Add("Something is still scheduled: a deadline of a process that does not end, or a hold that does not expire.");
    }

    /// <summary>Sends every answered command again: it must be known, and its answer the same.</summary>
    private async Task CheckAnswersAsync()
    {
        var wrong = new ConcurrentQueue<string>();
        foreach (var journal in journals)
        {
            await Parallel.ForEachAsync(journal.Answers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (acknowledged, _) =>
            {
                var again = await LoadRun.SendUntilAnsweredAsync(world.Bank, journal.Sent[acknowledged.Key]);
                if (again.Text != acknowledged.Value.Text || again.IsReplay == false)
                {
                    wrong.Enqueue($"{journal.Sent[acknowledged.Key]} was answered '{acknowledged.Value.Text}'; sent again it is '{again.Text}'{(again.IsReplay == false ? ", carried out anew" : "")}.");
                }
            });
        }

        problems.AddRange(wrong.Take(10));
    }

    private void CheckCommands(LogFacts facts)
    {
        foreach (var (id, positions) in facts.ByCommand)
        {
            if (positions[^1] - positions[0] + 1 != positions.Count)
            {
                problems.Add($"Command {id:N} has events at {string.Join(", ", positions)}: more than one unit.");
            }
        }

        foreach (var (operation, answer) in journals.SelectMany(j => j.Answers.Select(a => (j.Sent[a.Key], a.Value))))
        {
            var events = facts.ByCommand.GetValueOrDefault(operation.Id) ?? [];
            var mustHave = !answer.IsRefusal && operation.Kind is OperationKind.Open or OperationKind.Hold;
            if (answer.IsRefusal ? events.Count > 0 : (mustHave && events.Count == 0) || (events.Count > 0 && events[^1] != answer.Position))
            {
                problems.Add($"{operation} was answered '{answer.Text}' but has events at [{string.Join(", ", events)}].");
            }
        }
    }

    /// <summary>Of each charge the outside has heard, under one key however often, and what came of it was noted once.</summary>
    private void CheckReceipts(LogFacts facts, IReadOnlySet<Guid> printed)
    {
        problems.AddRange(facts.Receipts.Keys.Where(key => !printed.Contains(key)).Select(key => $"Receipt {key} was never printed.").Take(10));
        problems.AddRange(printed.Where(key => !facts.Receipts.ContainsKey(key)).Select(key => $"Receipt {key} was printed, and nothing was charged.").Take(10));
        problems.AddRange(facts.Receipts.Where(r => r.Value != 1).Select(r => $"Receipt {r.Key} was noted {r.Value} times.").Take(10));
    }

    private async Task CheckInventoryAsync(LogFacts facts)
    {
        foreach (var (bank, capacity) in facts.Capacities)
        {
            var (free, held, sold) = facts.SeatsOf(bank);
            var row = await world.Bank.FindAsync<BankOverview>("bank_overview", bank);
            var state = await world.Bank.StateAsync<SeatBank.SeatBanks.SeatBank>(bank);
            if (held != 0 || free < 0 || row is null || (row.Free, row.Held, row.Sold, row.Capacity) != (free, held, sold, capacity) || (state.Free, state.Sold) != (free, sold))
            {
                problems.Add($"Bank {bank}: the log says {free} free, {held} held, {sold} sold of {capacity}; the read model {row}; the state {state.Free} free, {state.Sold} sold.");
            }
        }
    }

    private async Task CheckModuleAsync(RunningModule module)
    {
        var (log, readModels) = await module.VerifyAsync();
        problems.AddRange(log.Problems.Select(p => $"{module.Name}: {p}"));
        problems.AddRange(readModels.Where(r => r.Differences.Count > 0).Select(r => $"{module.Name}: {r.ReadModel} differs from its rebuild in {string.Join(", ", r.Differences)}."));
        var parked = await module.Subscriptions.ReadParkedAsync(null, 0, 10, CancellationToken.None);
        problems.AddRange(parked.Select(p => $"{module.Name}: {p.Subscription} parked {p.Position}: {p.Error}"));
        foreach (var readModel in readModels)
        {
            var generations = await module.ReadModels.ReadGenerationsAsync(readModel.ReadModel, CancellationToken.None);
            if (generations is not [{ IsServed: true }])
            {
                problems.Add($"{module.Name}: {readModel.ReadModel} has generations {string.Join(", ", generations.Select(g => g.Table))}; one should be left.");
            }
        }
    }
}
