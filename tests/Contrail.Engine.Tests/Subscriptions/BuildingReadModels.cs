using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

public abstract class BuildingReadModels : StoredScenario
{
    [Fact]
    public async Task A_new_version_is_built_beside_the_old_one_and_then_served()
    {
        var bank = await StartAsync(Version(1));
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Storage.BeforeCommit = (lease, _) => lease.Subscription == HeardProjection.TableOf(2, 2) ? gate.Task : Task.CompletedTask;

        bank = await RestartAsync(bank, Version(2, mark: "+"));
        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada ", "the old one serves");
        gate.SetResult();
        await ServedAsync(bank, HeardProjection.TableOf(2, 2));

        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("+ada ");
        await bank.HoldAsync("A", "bob");
        await Doing.SettleAsync(bank);
        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("+ada +bob ");
        (await bank.ReadModels.ReadGenerationsAsync("heard", Cancel)).ShouldBe([new ReadModelGeneration("heard", 2, HeardProjection.TableOf(2, 2), true)]);
        (await bank.Subscriptions.ReadCheckpointAsync(HeardProjection.TableOf(), Cancel)).ShouldBe(0, "the old table is gone, and its checkpoint with it");
    }

    [Fact]
    public async Task A_version_that_was_left_half_built_by_going_back_is_built_to_its_end_when_it_comes_again()
    {
        var bank = await StartAsync(Version(1));
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);
        Storage.BeforeCommit = (lease, _) => lease.Subscription == HeardProjection.TableOf(2, 2) ? throw new StorageUnavailableException("Not yet.") : Task.CompletedTask;
        bank = await RestartAsync(bank, Version(2, mark: "+"));
        bank = await RestartAsync(bank, Version(1));
        await bank.RebuildAsync("heard", cancellation: Cancel).WaitAsync(Patience, Cancel);
        Storage.BeforeCommit = (_, _) => Task.CompletedTask;

        bank = await RestartAsync(bank, Version(2, mark: "+"));
        await ServedAsync(bank, HeardProjection.TableOf(2, 2));

        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("+ada ");
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task A_rebuild_tells_its_progress_and_goes_on_with_new_events()
    {
        var bank = await StartAsync(Version(1), new ModuleOptions { Subscriptions = new SubscriptionOptions { PageSize = 5 } });
        await bank.OpenAsync("A");
        foreach (var i in Enumerable.Range(0, 30))
        {
            await bank.HoldAsync("A", $"h{i}");
        }

        var progress = new List<RebuildProgress>();
        await bank.RebuildAsync("heard", new Collecting(progress), Cancel).WaitAsync(Patience, Cancel);
        await bank.HoldAsync("A", "last");
        await Doing.SettleAsync(bank);

        progress.ShouldNotBeEmpty();
        progress.ShouldAllBe(p => p.Position <= p.Head && p.Head <= 33);
        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe(string.Concat(Enumerable.Range(0, 30).Select(i => $"h{i} ")) + "last ");
        (await bank.ReadModels.ReadGenerationsAsync("heard", Cancel)).ShouldHaveSingleItem().Table.ShouldBe(HeardProjection.TableOf(1, 2));
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task A_rebuild_survives_a_store_that_fails_meanwhile()
    {
        var bank = await StartAsync(Version(1));
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        await Doing.SettleAsync(bank);
        Storage.UnavailableCommits = 3;

        await bank.RebuildAsync("heard", cancellation: Cancel).WaitAsync(Patience, Cancel);

        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada ");
    }

    [Fact]
    public async Task A_row_that_was_changed_behind_its_back_is_found()
    {
        var bank = await StartAsync(Version(1));
        await bank.OpenAsync("A");
        await bank.OpenAsync("B");
        await bank.HoldAsync("A", "ada");
        await bank.HoldAsync("B", "bob");
        await Doing.SettleAsync(bank);
        await bank.ShouldVerifyAsync();
        await StopAsync(bank);

        var schema = new HeardProjection().Schema(HeardProjection.TableOf());
        await TamperAsync(new TableChange(schema, [["A", "eve "], ["Z", "nobody "]], ["B"]));

        bank = await StartAsync(Version(1));
        var report = (await bank.VerifyAsync()).ReadModels.Single();
        report.Differences.ShouldBe(["A", "B", "Z"]);
        await bank.RebuildAsync("heard", cancellation: Cancel).WaitAsync(Patience, Cancel);
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task A_watch_wakes_when_its_row_is_written_and_not_for_others()
    {
        var bank = await StartAsync(Version(1), new ModuleOptions { Subscriptions = new SubscriptionOptions { Poll = TimeSpan.FromHours(1) } });
        await bank.OpenAsync("A");
        await bank.OpenAsync("B");
        await bank.HoldAsync("A", "ada");
        await bank.HoldAsync("B", "bob");
        await Doing.SettleAsync(bank);
        using var a = bank.Watch("heard", "A");
        using var b = bank.Watch("heard", "B");
        var (ofA, ofB) = (a.WrittenAsync(Cancel), b.WrittenAsync(Cancel));

        await bank.HoldAsync("A", "eve");
        await ofA.WaitAsync(Patience, Cancel);

        (await bank.FindAsync<Heard>("heard", "A", Cancel))!.Holders.ShouldBe("ada eve ");
        ofB.IsCompleted.ShouldBeFalse();
    }

    private static SeatsModule Version(int version, string mark = "") => new(m => m.AddProjection(new HeardProjection(version, mark)));

    private async Task TamperAsync(TableChange change)
    {
        var storage = await Storage.OpenAsync("bank", Cancel);
        var lease = (await storage.Subscriptions.AcquireAsync(change.Table.Name, "the only process", TimeSpan.FromMinutes(1), Cancel)).ShouldNotBeNull();
        var checkpoint = await storage.Subscriptions.ReadCheckpointAsync(change.Table.Name, Cancel);
        await storage.Subscriptions.CommitAsync(lease, new SubscriptionCommit(checkpoint, [], [], [change]), Cancel);
        await storage.Subscriptions.ReleaseAsync(lease, Cancel);
        await storage.DisposeAsync();
    }

    private Task ServedAsync(RunningModule bank, string table) => Storage.UntilAsync(
        async () => await bank.ReadModels.ReadGenerationsAsync("heard", Cancel) is [{ IsServed: true } served] && served.Table == table
            && await bank.Subscriptions.ReadCheckpointAsync(HeardProjection.TableOf(), Cancel) == 0,
        Patience);

    private sealed class Collecting(List<RebuildProgress> into) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => into.Add(value);
    }
}

public sealed class BuildingReadModelsInMemory : BuildingReadModels
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
