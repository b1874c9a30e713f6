using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

/// <summary>What every log must do.</summary>
public abstract partial class LogConformance : StorageConformance
{
    [Fact]
    public async Task An_empty_log_ends_at_position_0_with_a_hash_of_zeros()
    {
        var head = await Log.ReadHeadAsync(Cancel);

        head.Position.ShouldBe(0);
        head.Hash.ToArray().ShouldBe(new byte[HashChain.HashBytes]);
    }

    [Fact]
    public async Task An_empty_log_has_nothing_to_read()
    {
        var page = await Log.ReadAsync(0, 10, null, Cancel);

        page.Events.ShouldBeEmpty();
        (page.ScannedTo, page.Head).ShouldBe((0, 0));
        (await Log.ReadStreamAsync("bank-1", 0, 10, Cancel)).ShouldBeEmpty();
        (await Log.FindOutcomeAsync(Guid.CreateVersion7(), Cancel)).ShouldBeNull();
        (await Log.ReadDueAsync(DateTimeOffset.MaxValue, 10, Cancel)).ShouldBeEmpty();
        (await Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Events_get_positions_and_versions_without_gaps_over_several_streams()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 2));
        await AppendAsync(Draft.Unit().WritingMany("bank-2", 0, 3), Draft.Unit().WritingMany("bank-1", 2, 2));
        await AppendAsync(Draft.Unit().WritingMany("bank-2", 3, 1));

        var log = await ReadLogAsync();
        log.Select(e => e.Position).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        log.Select(e => (e.Stream, e.Version)).ShouldBe(
            [("bank-1", 1), ("bank-1", 2), ("bank-2", 1), ("bank-2", 2), ("bank-2", 3), ("bank-1", 3), ("bank-1", 4), ("bank-2", 4)]);
    }

    [Fact]
    public async Task An_appended_unit_has_the_position_of_its_last_event()
    {
        var outcomes = await AppendAsync(
            Draft.Unit().WritingMany("bank-1", 0, 2), Draft.Unit().WritingMany("bank-2", 0, 3).WritingMany("bank-3", 0, 1));

        outcomes.ShouldBe([new AppendOutcome.Appended(2), new AppendOutcome.Appended(6)]);
    }

    [Fact]
    public async Task The_events_of_a_unit_lie_together_in_the_order_of_its_writes()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-9", 0, 2).WritingMany("bank-1", 0, 1).WritingMany("bank-5", 0, 2));

        (await ReadLogAsync()).Select(e => e.Stream).ShouldBe(["bank-9", "bank-9", "bank-1", "bank-5", "bank-5"]);
    }

    [Fact]
    public async Task A_unit_writes_all_of_its_streams_or_none()
    {
        await AppendAsync(Draft.Unit().Writing("bank-2", 0));

        var outcome = (await AppendAsync(Draft.Unit().Writing("bank-1", 0).Writing("bank-2", 0).Writing("bank-3", 0))).Single();

        outcome.ShouldBe(new AppendOutcome.Conflict("bank-2", 0, 1));
        (await ReadLogAsync()).Select(e => e.Stream).ShouldBe(["bank-2"]);
        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(1);
    }

    [Fact]
    public async Task A_unit_that_conflicts_does_not_hinder_its_neighbours()
    {
        await AppendAsync(Draft.Unit().Writing("bank-1", 0));

        var outcomes = await AppendAsync(
            Draft.Unit().Writing("bank-2", 0), Draft.Unit().Writing("bank-1", 0), Draft.Unit().Writing("bank-3", 0));

        outcomes.ShouldBe(
            [new AppendOutcome.Appended(2), new AppendOutcome.Conflict("bank-1", 0, 1), new AppendOutcome.Appended(3)]);
        (await ReadLogAsync()).Select(e => e.Stream).ShouldBe(["bank-1", "bank-2", "bank-3"]);
    }

    [Fact]
    public async Task An_empty_batch_has_no_outcomes()
    {
        (await AppendAsync()).ShouldBeEmpty();
        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(0);
    }

    [Fact]
    public async Task A_unit_without_events_records_its_outcome_at_the_head()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3));
        var refused = Draft.Unit().Reading("bank-1", 3).Answering("refused");

        (await AppendAsync(refused)).Single().ShouldBe(new AppendOutcome.Appended(3));

        (await ReadLogAsync()).Count.ShouldBe(3);
        var recorded = (await Log.FindOutcomeAsync(refused.CommandId, Cancel)).ShouldNotBeNull();
        (recorded.CommandId, recorded.Position).ShouldBe((refused.CommandId, 3));
        recorded.Outcome.ToArray().ShouldBe("refused"u8.ToArray());
    }

    [Fact]
    public async Task A_unit_without_events_takes_its_position_from_the_units_before_it_in_the_batch()
    {
        var outcomes = await AppendAsync(
            Draft.Unit(), Draft.Unit().WritingMany("bank-1", 0, 2), Draft.Unit(), Draft.Unit().Writing("bank-1", 2));

        outcomes.ShouldBe(
            [new AppendOutcome.Appended(0), new AppendOutcome.Appended(2), new AppendOutcome.Appended(2), new AppendOutcome.Appended(3)]);
    }

    [Fact]
    public async Task A_log_opened_again_is_the_same_and_goes_on()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3), Draft.Unit().WritingMany("bank-2", 0, 2));
        var (before, head) = (await ReadLogAsync(), await Log.ReadHeadAsync(Cancel));

        await ReopenAsync();

        (await ReadLogAsync()).ShouldBeSameEvents(before);
        (await Log.ReadHeadAsync(Cancel)).ShouldBeSameHead(head);
        (await AppendAsync(Draft.Unit().Writing("bank-1", 3))).Single().ShouldBe(new AppendOutcome.Appended(6));
        await ReopenAsync();
        (await LogVerifier.VerifyAsync(Log, Module.Anchor, cancellation: Cancel)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Modules_of_one_storage_do_not_see_each_other()
    {
        var unit = Draft.Unit().Writing("bank-1", 0).Setting(Draft.Command("expire", 5));
        await AppendAsync(unit);

        await using var other = await Storage.OpenAsync(NewModuleName(), Cancel);
        (await other.Log.ReadHeadAsync(Cancel)).Position.ShouldBe(0);
        (await other.Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
        (await other.Log.AppendAsync([unit], Cancel)).ShouldBe([new AppendOutcome.Appended(1)]);
        (await other.Log.AppendAsync([Draft.Unit().Writing("bank-1", 1)], Cancel)).ShouldBe([new AppendOutcome.Appended(2)]);

        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(1);
    }
}
