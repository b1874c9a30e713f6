using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Crash;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.TwoProcesses;

/// <summary>
/// A node decides on top of a decision that never came into the log, because another node was first - with as many events, so that all
/// versions look right.
/// </summary>
public sealed class PhantomStateTests
{
    private readonly InMemoryStorage storage = new();
    private readonly Guid hold = Guid.CreateVersion7();
    private readonly TaskCompletionSource isHeldUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int batches;

    [Theory]
    [InlineData("in the same batch")]
    [InlineData("in the next batch")]
    public async Task What_was_decided_on_top_of_a_lost_decision_is_decided_again(string where)
    {
        await using var other = await SeatWorld.StartAsync(storage);
        await other.OpenAsync("LH400", 3);
        await using var node = await SeatWorld.StartAsync(new PlantedStorage(storage) { OnAppend = HoldUpAsync });
        await node.Bank.Decisions.ExecuteAsync(new ReleaseSeats(new SeatBankId("LH400"), "nobody"), CommandContext.New()); // Now it has the state.

        // While one batch is held up, what is decided meanwhile waits for the next one.
        var before = where == "in the same batch" ? node.OpenAsync("LH401", 1) : Task.CompletedTask;
        var held = node.HoldAsync("LH400", "ada", 2, hold);
        await isHeldUp.Task;
        var sold = node.Bank.Decisions.ExecuteAsync(new SellSeats(new SeatBankId("LH400"), "ada"), CommandContext.New());
        await other.HoldAsync("LH400", "bob", 2);
        goOn.SetResult();

        await before;
        (await Should.ThrowAsync<RefusedException>(held)).Key.ShouldBe("SeatBank_Not_Enough_Free_Seats");
        (await Should.ThrowAsync<RefusedException>(sold)).Key.ShouldBe("SeatBank_Only_Held_Seats_Can_Be_Sold");
        (await other.Bank.StateAsync<SeatBank.SeatBanks.SeatBank>("LH400")).Free.ShouldBe(1);
    }

    [Fact]
    public async Task A_decision_that_is_refused_the_second_time_leaves_no_snapshot_of_the_first()
    {
        var module = new BankModule { WithPurchases = false };
        var bank = new SeatBankId("LH400");
        await using var other = await RunningModule.StartAsync(module, storage);
        await other.Decisions.ExecuteAsync(new OpenSeatBank(bank, "LH400", 100), CommandContext.New());
        for (var holder = 2; holder < 50; holder++)
        {
            await other.Decisions.ExecuteAsync(new HoldSeats(bank, $"holder{holder}", 1), CommandContext.New());
        }

        var node = await RunningModule.StartAsync(module, new PlantedStorage(storage) { OnAppend = HoldUpAsync });
        await node.Decisions.ExecuteAsync(new ReleaseSeats(bank, "nobody"), CommandContext.New()); // Now it has the state.

        // Its 50th event, at which a snapshot is taken; but another node has the 50th.
        var held = node.Decisions.ExecuteAsync(new HoldSeats(bank, "ada", 7), CommandContext.For(hold));
        await isHeldUp.Task;
        await other.Decisions.ExecuteAsync(new CloseSeatBank(bank), CommandContext.New());
        goOn.SetResult();

        (await Should.ThrowAsync<RefusedException>(held)).Key.ShouldBe("SeatBank_Must_Be_Open");
        await node.DisposeAsync(); // Snapshots are written after the answer.
        var state = await other.StateAsync<SeatBank.SeatBanks.SeatBank>("LH400");
        (state.Version, state.IsClosed, state.Free).ShouldBe((50, true, 52));
    }

    private async Task<IReadOnlyList<AppendOutcome>> HoldUpAsync(ILogStore log, IReadOnlyList<AppendUnit> units)
    {
        var isOpening = units.Any(u => u.Writes.Any(w => w.Stream == "seat_bank-LH401"));
        if ((isOpening || units.Any(u => u.CommandId == hold)) && Interlocked.Increment(ref batches) == 1)
        {
            isHeldUp.SetResult();
            await goOn.Task;
        }

        return await log.AppendAsync(units, CancellationToken.None);
    }
}
