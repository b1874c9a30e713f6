using System.Text;
using System.Text.Json.Nodes;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank.Load;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>The audit of the crash tests finds what it is there to find: defects are planted, one at a time.</summary>
public sealed class SeatAuditControls : IDisposable
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-audit-");
    private readonly InMemoryStorage storage = new();
    private readonly List<Operation> operations = [.. LoadPlan.Openings(7, 0), .. Customers().SelectMany(c => c)];

    private string Journal => Path.Combine(scratch.FullName, "acks");

    private string Receipts => ReceiptFile.Beside(Journal);

    private IEnumerable<string> Printed => File.ReadAllLines(Receipts).Where(line => line.Length > 0);

    private Operation Victim => operations.Last(o => o is { Kind: OperationKind.Hold, Bank: "all" } && o.Holder.StartsWith('h'));

    [Fact]
    public async Task Without_a_defect_nothing_is_found() => (await FindAsync(storage)).ShouldBeEmpty();

    [Fact]
    public async Task An_acknowledgement_before_the_append_is_found() =>
        (await FindAsync(new PlantedStorage(storage) { OnAppend = AcknowledgeWithoutWritingAsync })).ShouldContain(p => p.Contains("carried out anew"));

    [Fact]
    public async Task A_command_that_is_carried_out_twice_is_found() =>
        (await FindAsync(new PlantedStorage(storage) { OnAppend = (log, units) => WriteTwiceAsync(log, units, u => u.CommandId == Victim.Id) }))
        .ShouldContain(p => p.Contains("held 2 times"));

    [Fact]
    public async Task A_command_whose_outcome_was_not_recorded_is_found() =>
        (await FindAsync(new PlantedStorage(storage) { OnAppend = WriteUnderAnotherIdAsync })).ShouldContain(p => p.Contains("carried out anew"));

    [Fact]
    public async Task A_checkpoint_that_is_committed_before_the_rows_is_found()
    {
        var (rows, isBroken) = (new Dictionary<object, object?[]>(), false);
        var planted = new PlantedStorage(storage)
        {
            OnCommit = async (store, lease, commit) =>
            {
                // A row that was there and counts on from what it was: what is lost of it is never made good.
                var overviews = commit.Rows.Where(r => r.Table.Name.StartsWith("bank_overview", StringComparison.Ordinal)).SelectMany(r => r.Upserts).ToList();
                if (!isBroken && overviews.Any(row => rows.TryGetValue(row[0]!, out var before) && !before.SequenceEqual(row)))
                {
                    isBroken = true;
                    await store.CommitAsync(lease, commit with { Rows = [] }, CancellationToken.None);
                    throw new StorageUnavailableException("The process ends here, between the checkpoint and the rows.");
                }

                overviews.ForEach(row => rows[row[0]!] = row);
                await store.CommitAsync(lease, commit, CancellationToken.None);
            },
        };

        (await FindAsync(planted)).ShouldContain(p => p.Contains("differs from its rebuild"));
    }

    [Fact]
    public async Task An_outside_that_never_heard_is_found() =>
        (await FindAsync(storage, () => File.WriteAllLines(Receipts, Printed.Skip(1).ToList()))).ShouldHaveSingleItem().ShouldEndWith("was never printed.");

    [Fact]
    public async Task An_outside_that_heard_of_what_did_not_happen_is_found() =>
        (await FindAsync(storage, () => File.AppendAllLines(Receipts, [$"{Guid.NewGuid():N} ada 100 end"]))).ShouldHaveSingleItem().ShouldEndWith("and nothing was charged.");

    [Fact]
    public async Task A_receipt_that_is_noted_twice_is_found() =>
        (await FindAsync(new PlantedStorage(storage) { OnAppend = (log, units) => WriteTwiceAsync(log, units, IsNoteOfReceipt) }))
        .ShouldContain(p => p.Contains("was noted 2 times"));

    [Fact]
    public async Task A_receipt_that_is_noted_where_nothing_was_charged_is_found() =>
        (await FindAsync(new PlantedStorage(storage) { OnAppend = (log, units) => WriteTwiceAsync(log, units, IsNoteOfReceipt, UnderAnotherKey) }))
        .ShouldContain(p => p.EndsWith("and nothing was charged.", StringComparison.Ordinal));

    [Fact]
    public async Task A_receipt_that_was_cut_short_is_no_receipt() =>
        (await FindAsync(storage, () => File.WriteAllLines(Receipts, [Printed.First()[..^1], .. Printed.Skip(1)]))).ShouldHaveSingleItem().ShouldEndWith("was never printed.");

    [Fact]
    public async Task An_outside_that_heard_twice_under_one_key_is_well() =>
        (await FindAsync(storage, () => File.AppendAllLines(Receipts, Printed.Take(1).ToList()))).ShouldBeEmpty();

    public void Dispose() => scratch.Delete(recursive: true);

    private static IEnumerable<List<Operation>> Customers()
    {
        var plan = new LoadPlan(7, 0, caller: 1);
        return Enumerable.Range(0, 60).Select(_ => plan.Customer().ToList());
    }

    private async Task<IReadOnlyList<string>> FindAsync(IStorage planted, Action? beforeAudit = null)
    {
        using (var journal = new AckJournal(Journal))
        {
            await using var world = await SeatWorld.StartAsync(planted, printer: new ReceiptFile(Receipts));
            foreach (var operation in operations)
            {
                journal.Sent(operation);
                journal.Answered(operation, await LoadRun.SendUntilAnsweredAsync(world.Bank, operation));
            }

            await world.SettleAsync();
        }

        beforeAudit?.Invoke();
        return await SeatAudit.RunAsync(storage, Journal);
    }

    private async Task<IReadOnlyList<AppendOutcome>> AcknowledgeWithoutWritingAsync(ILogStore log, IReadOnlyList<AppendUnit> units)
    {
        var head = await log.ReadHeadAsync(CancellationToken.None);
        var outcomes = await log.AppendAsync([.. units.Where(u => u.CommandId != Victim.Id)], CancellationToken.None);
        var written = new Queue<AppendOutcome>(outcomes);
        return [.. units.Select(u => u.CommandId == Victim.Id ? new AppendOutcome.Appended(head.Position + 1) : written.Dequeue())];
    }

    private static NewEvent UnderAnotherKey(NewEvent note)
    {
        var printed = JsonNode.Parse(note.Data.Span)!;
        printed["key"] = Guid.NewGuid();
        return note with { Data = Encoding.UTF8.GetBytes(printed.ToJsonString()) };
    }

    private static bool IsNoteOfReceipt(AppendUnit unit) => unit.Writes.Any(w => w.Events.Any(e => e.Type == "till.account.receipt_printed"));

    /// <summary>What is written the second time is the same, unless it is changed.</summary>
    private static async Task<IReadOnlyList<AppendOutcome>> WriteTwiceAsync(
        ILogStore log, IReadOnlyList<AppendUnit> units, Func<AppendUnit, bool> isVictim, Func<NewEvent, NewEvent>? change = null)
    {
        var outcomes = await log.AppendAsync(units, CancellationToken.None);
        if (units.FirstOrDefault(isVictim) is { } victim && outcomes[units.Index().First(u => u.Item == victim).Index] is AppendOutcome.Appended)
        {
            var again = victim with
            {
                CommandId = Guid.CreateVersion7(),
                Reads = [],
                Writes = [.. victim.Writes.Select(w => w with { Events = [.. w.Events.Select(e => (change?.Invoke(e) ?? e) with { Id = Guid.CreateVersion7() })] })],
            };

            // Others of the batch may have written the same streams.
            while ((await log.AppendAsync([again], CancellationToken.None)).Single() is AppendOutcome.Conflict conflict)
            {
                again = again with { Writes = [.. again.Writes.Select(w => w.Stream == conflict.Stream ? w with { ExpectedVersion = conflict.ActualVersion } : w)] };
            }
        }

        return outcomes;
    }

    private async Task<IReadOnlyList<AppendOutcome>> WriteUnderAnotherIdAsync(ILogStore log, IReadOnlyList<AppendUnit> units) =>
        await log.AppendAsync([.. units.Select(u => u.CommandId == Victim.Id ? u with { CommandId = DerivedId.From(u.CommandId, "other") } : u)], CancellationToken.None);
}
