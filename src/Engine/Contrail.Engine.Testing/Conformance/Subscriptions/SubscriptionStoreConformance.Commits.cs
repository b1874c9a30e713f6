using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Checkpoints, rows and parked events are committed together.
public abstract partial class SubscriptionStoreConformance
{
    private static readonly TableSchema Table = new(
        "seat_map", [new("seat", ColumnKind.Text, false), new("sold", ColumnKind.Integer, false)], []);

    [Fact]
    public async Task The_checkpoint_of_a_new_subscription_is_0()
    {
        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(0);
        await LeaseAsync("node-1");
        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_moves_the_checkpoint_of_its_subscription_alone()
    {
        var lease = await LeaseAsync("node-1");

        await CommitAsync(lease, SubscriptionCommit.At(7));
        await CommitAsync(lease, SubscriptionCommit.At(long.MaxValue));

        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(long.MaxValue);
        (await Subscriptions.ReadCheckpointAsync("another", Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task The_checkpoint_never_goes_down()
    {
        var lease = await LeaseAsync("node-1");
        await CommitAsync(lease, SubscriptionCommit.At(7));

        await CommitAsync(lease, new SubscriptionCommit(5, [Parked(3)], [], []));

        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(7);
        (await ParkedAsync()).Single().Position.ShouldBe(3);
    }

    [Fact]
    public async Task A_commit_under_an_epoch_that_was_overtaken_is_fenced_off_and_writes_nothing()
    {
        await ReadModels.CreateTableAsync(Table, Cancel);
        var stale = await LeaseAsync("node-1", TimeSpan.Zero);
        await CommitAsync(stale, new SubscriptionCommit(5, [Parked(5)], [], [new TableChange(Table, [["12A", 1L]], [])]));
        var fresh = await LeaseAsync("node-2");

        var commit = new SubscriptionCommit(9, [Parked(9)], [5], [new TableChange(Table, [["12B", 2L]], ["12A"])]);
        await Should.ThrowAsync<FencedOffException>(() => CommitAsync(stale, commit));

        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(5);
        (await ParkedAsync()).Single().Position.ShouldBe(5);
        (await ReadModels.ReadRowsAsync(Table, ["12A", "12B"], Cancel)).Single().ShouldBe(["12A", 1L]);
        await CommitAsync(fresh, commit);
        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(9);
    }

    [Fact]
    public async Task A_commit_under_a_lease_that_nobody_gave_is_fenced_off()
    {
        await Should.ThrowAsync<FencedOffException>(() => CommitAsync(new Lease(Name, "node-1", 1), SubscriptionCommit.At(1)));

        var lease = await LeaseAsync("node-1");
        await Should.ThrowAsync<FencedOffException>(() => CommitAsync(lease with { Epoch = lease.Epoch + 1 }, SubscriptionCommit.At(1)));
        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Of_commits_at_the_same_time_only_those_that_cannot_be_written_fail()
    {
        await ReadModels.CreateTableAsync(Table, Cancel);
        var leases = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Subscriptions.AcquireAsync($"{Name}_{i}", "node-1", TimeSpan.FromMinutes(1), Cancel).AsTask()));
        var missing = Table with { Name = "never_created" };

        var commits = leases.Select((lease, i) => Record.ExceptionAsync(() => Task.Run(() => CommitAsync(
            i % 8 == 5 ? lease! with { Epoch = long.MaxValue } : lease!,
            new SubscriptionCommit(9, [], [], [new TableChange(i % 8 == 3 ? missing : Table, [[$"{i}A", 1L]], [])])))).AsTask()).ToList();
        var errors = await Task.WhenAll(commits);

        errors.Index().Where(e => e.Item is not null).Select(e => e.Index).ShouldBe([3, 5, 11, 13, 19, 21]);
        errors[5].ShouldBeOfType<FencedOffException>();
        var keys = leases.Select((_, i) => $"{i}A").ToList();
        (await ReadModels.ReadRowsAsync(Table, keys, Cancel)).Count.ShouldBe(18);
        (await Subscriptions.ReadCheckpointAsync($"{Name}_3", Cancel)).ShouldBe(0);
        (await Subscriptions.ReadCheckpointAsync($"{Name}_4", Cancel)).ShouldBe(9);
    }

    [Fact]
    public async Task A_commit_whose_rows_cannot_be_written_writes_nothing()
    {
        await ReadModels.CreateTableAsync(Table, Cancel);
        var lease = await LeaseAsync("node-1");
        var commit = new SubscriptionCommit(
            9, [Parked(9)], [], [new TableChange(Table, [["12A", 1L]], []), new TableChange(Table with { Name = "never_created" }, [["12A", 1L]], [])]);

        await Should.ThrowAsync<Exception>(() => CommitAsync(lease, commit));

        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(0);
        (await ParkedAsync()).ShouldBeEmpty();
        (await ReadModels.ReadRowsAsync(Table, ["12A"], Cancel)).ShouldBeEmpty();
        await CommitAsync(lease, SubscriptionCommit.At(9));
    }

    [Fact]
    public async Task Subscriptions_commit_at_once_while_the_log_is_written()
    {
        await ReadModels.CreateTableAsync(Table, Cancel);
        var subscriptions = Enumerable.Range(1, 6).Select(n => Task.Run(async () =>
        {
            var lease = await LeaseAsync("node-1", subscription: $"subscription_{n}");
            for (var position = 1; position <= 25; position++)
            {
                await CommitAsync(lease, new SubscriptionCommit(position, [], [], [new TableChange(Table, [[$"{n}", (long)position]], [])]));
            }
        }));
        var appends = Enumerable.Range(1, 25).Select(n => Task.Run(() => AppendAsync(Draft.Unit().Writing($"bank-{n}", 0))));

        await Eventually(Task.WhenAll([.. subscriptions, .. appends]));

        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(25);
        for (var n = 1; n <= 6; n++)
        {
            (await Subscriptions.ReadCheckpointAsync($"subscription_{n}", Cancel)).ShouldBe(25);
            (await ReadModels.ReadRowsAsync(Table, [$"{n}"], Cancel)).Single()[1].ShouldBe(25L);
        }
    }

    [Fact]
    public async Task Everything_is_kept_over_a_restart()
    {
        await FillLogAsync(9);
        var lease = await LeaseAsync("node-1");
        await CommitAsync(lease, new SubscriptionCommit(9, [Parked(4), Parked(9, "bank-2")], [], []));
        var act = Act(OperatorActKind.Redrive, "bank-2", 9);
        await Subscriptions.ActOnParkedAsync(act, Cancel);

        await ReopenAsync();

        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(9);
        (await ParkedAsync()).ShouldBe([Parked(4), Parked(9, "bank-2") with { RedriveRequested = true }]);
        (await Subscriptions.ReadActsAsync(10, Cancel)).ShouldBe([act]);
    }

    private static ParkedEvent Parked(long position, string stream = "bank-1", string subscription = Name) =>
        new(subscription, position, stream, "bank.seat_bank.opened.v1", "It failed.", 3, Draft.Instant.AddSeconds(position));

    private static OperatorAct Act(OperatorActKind kind, string stream, long upTo, string subscription = Name) =>
        new(kind, subscription, stream, upTo, "duty-manager", "The bug is fixed.", Draft.Instant.AddMinutes(upTo));

    private async Task<IReadOnlyList<ParkedEvent>> ParkedAsync(string? subscription = Name) =>
        await Subscriptions.ReadParkedAsync(subscription, 0, 1000, Cancel);
}
