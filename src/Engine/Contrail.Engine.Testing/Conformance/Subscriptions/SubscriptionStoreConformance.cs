using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

/// <summary>What every store of subscriptions must do: leases.</summary>
public abstract partial class SubscriptionStoreConformance : StorageConformance
{
    private const string Name = "seat_map";
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_free_subscription_is_leased_to_whoever_asks()
    {
        var lease = (await Subscriptions.AcquireAsync(Name, "node-1", Long, Cancel)).ShouldNotBeNull();

        (lease.Subscription, lease.Owner).ShouldBe((Name, "node-1"));
        lease.Epoch.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_held_subscription_is_refused_to_others()
    {
        await LeaseAsync("node-1");

        (await Subscriptions.AcquireAsync(Name, "node-2", Long, Cancel)).ShouldBeNull();
        (await Subscriptions.AcquireAsync("another", "node-2", Long, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_owner_renews_under_the_same_epoch()
    {
        var lease = await LeaseAsync("node-1");

        (await Subscriptions.AcquireAsync(Name, "node-1", Long, Cancel)).ShouldBe(lease);
        await Subscriptions.CommitAsync(lease, SubscriptionCommit.At(1), Cancel);
    }

    [Fact]
    public async Task A_released_subscription_goes_to_another_owner_under_a_higher_epoch()
    {
        var first = await LeaseAsync("node-1");
        await Subscriptions.ReleaseAsync(first, Cancel);

        (await LeaseAsync("node-2")).Epoch.ShouldBeGreaterThan(first.Epoch);
    }

    [Fact]
    public async Task A_lease_that_ran_out_goes_to_another_owner_under_a_higher_epoch()
    {
        var first = await LeaseAsync("node-1", TimeSpan.Zero);

        (await LeaseAsync("node-2")).Epoch.ShouldBeGreaterThan(first.Epoch);
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_commits_while_nobody_took_it()
    {
        var lease = await LeaseAsync("node-1", TimeSpan.Zero);

        await Subscriptions.CommitAsync(lease, SubscriptionCommit.At(4), Cancel);

        (await Subscriptions.ReadCheckpointAsync(Name, Cancel)).ShouldBe(4);
    }

    [Fact]
    public async Task An_owner_that_comes_back_after_another_gets_a_higher_epoch_again()
    {
        await LeaseAsync("node-1", TimeSpan.Zero);
        var second = await LeaseAsync("node-2", TimeSpan.Zero);

        (await LeaseAsync("node-1")).Epoch.ShouldBeGreaterThan(second.Epoch);
    }

    [Fact]
    public async Task Releasing_a_lost_lease_leaves_the_new_owner_alone()
    {
        var lost = await LeaseAsync("node-1", TimeSpan.Zero);
        await LeaseAsync("node-2");

        await Subscriptions.ReleaseAsync(lost, Cancel);

        (await Subscriptions.AcquireAsync(Name, "node-3", Long, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task One_of_many_who_ask_at_once_gets_the_lease()
    {
        var asked = await Task.WhenAll(Enumerable.Range(1, 12).Select(n =>
            Task.Run(async () => await Subscriptions.AcquireAsync(Name, $"node-{n}", Long, Cancel))));

        asked.Count(lease => lease is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Epochs_go_on_rising_after_a_restart()
    {
        var first = await LeaseAsync("node-1");
        await Subscriptions.ReleaseAsync(first, Cancel);
        await ReopenAsync();

        var second = await LeaseAsync("node-2");

        second.Epoch.ShouldBeGreaterThan(first.Epoch);
        await Should.ThrowAsync<FencedOffException>(() => CommitAsync(first, SubscriptionCommit.At(1)));
    }

    private async Task<Lease> LeaseAsync(string owner, TimeSpan? duration = null, string subscription = Name) =>
        (await Subscriptions.AcquireAsync(subscription, owner, duration ?? Long, Cancel)).ShouldNotBeNull();

    private Task CommitAsync(Lease lease, SubscriptionCommit commit) => Subscriptions.CommitAsync(lease, commit, Cancel).AsTask();
}
