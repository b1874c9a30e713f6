using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>What a caller is told when the storage failed once and the batch was tried again.</summary>
public sealed class UnavailableStorageTests
{
    private readonly InMemoryStorage storage = new();
    private readonly Guid command = Guid.CreateVersion7();
    private int attempts;

    [Fact]
    public async Task A_command_that_was_carried_out_long_ago_gets_its_recorded_answer_although_the_store_failed_in_between()
    {
        await using (var before = await SeatWorld.StartAsync(storage))
        {
            await before.OpenAsync("LH400", 10);
            (await before.HoldAsync("LH400", "ada", 2, command)).Result.ShouldBe(8);
            await before.HoldAsync("LH400", "bob", 3);
        }

        await using var world = await SeatWorld.StartAsync(new PlantedStorage(storage)
        {
            OnAppend = async (log, units) => units.Any(u => u.CommandId == command) && attempts++ == 0
                ? throw new StorageUnavailableException("Not now.")
                : await log.AppendAsync(units, CancellationToken.None),
        });
        var again = await world.HoldAsync("LH400", "ada", 2, command);

        (again.Result, again.IsReplay).ShouldBe((8, true));
        attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_that_was_written_although_the_store_failed_is_written_once()
    {
        await using var world = await SeatWorld.StartAsync(new PlantedStorage(storage)
        {
            OnAppend = async (log, units) =>
            {
                var outcomes = await log.AppendAsync(units, CancellationToken.None);
                return units.Any(u => u.CommandId == command) && attempts++ == 0 ? throw new StorageUnavailableException("The answer was lost.") : outcomes;
            },
        });
        await world.OpenAsync("LH400", 10);

        (await world.HoldAsync("LH400", "ada", 2, command)).Result.ShouldBe(8);
        await world.SettleAsync();
        (await world.Bank.FindAsync<BankOverview>("bank_overview", "LH400"))!.Free.ShouldBe(8);
    }
}
