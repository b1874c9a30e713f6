using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// A command takes effect once.
public abstract partial class LogConformance
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_command_gets_what_was_recorded_and_writes_nothing(bool afterRestart)
    {
        var unit = Draft.Unit().WritingMany("bank-1", 0, 2).Answering("sold 12A");
        await AppendAsync(unit, Draft.Unit().Writing("bank-2", 0));
        if (afterRestart)
        {
            await ReopenAsync();
        }

        var again = (await AppendAsync(Draft.Unit(unit.CommandId).Writing("bank-1", 2).Writing("bank-3", 0).Answering("sold 12B"))).Single();

        again.ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.ShouldHold(unit.CommandId, 2, Draft.Bytes("sold 12A"));
        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(3);
        (await Log.FindOutcomeAsync(unit.CommandId, Cancel)).ShouldNotBeNull().ShouldHold(unit.CommandId, 2, Draft.Bytes("sold 12A"));
    }

    [Fact]
    public async Task A_repeated_command_is_a_duplicate_even_if_it_would_conflict_now()
    {
        var unit = Draft.Unit().Reading("bank-9", 0).Writing("bank-1", 0).Answering("done");
        await AppendAsync(unit);
        await AppendAsync(Draft.Unit().Writing("bank-9", 0));

        var again = (await AppendAsync(unit)).Single();

        again.ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.ShouldHold(unit.CommandId, 1, unit.Outcome);
    }

    [Fact]
    public async Task A_command_repeated_in_its_own_batch_is_a_duplicate()
    {
        var unit = Draft.Unit().Writing("bank-1", 0).Answering("first");

        var outcomes = await AppendAsync(
            Draft.Unit().Writing("bank-2", 0), unit, Draft.Unit(unit.CommandId).Writing("bank-3", 0).Answering("second"), Draft.Unit().Writing("bank-1", 1));

        outcomes[1].ShouldBe(new AppendOutcome.Appended(2));
        outcomes[2].ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.ShouldHold(unit.CommandId, 2, Draft.Bytes("first"));
        outcomes[3].ShouldBe(new AppendOutcome.Appended(3));
        (await ReadStreamAsync("bank-3")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_refusal_gets_the_position_it_had()
    {
        await AppendAsync(Draft.Unit().Writing("bank-1", 0));
        var refusal = Draft.Unit().Reading("bank-1", 1).Answering("full");
        await AppendAsync(refusal);
        await AppendAsync(Draft.Unit().Writing("bank-1", 1));

        (await AppendAsync(refusal)).Single().ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.ShouldHold(refusal.CommandId, 1, refusal.Outcome);
    }

    [Fact]
    public async Task Duplicates_do_not_hinder_their_neighbours()
    {
        var unit = Draft.Unit().Writing("bank-1", 0);
        await AppendAsync(unit);

        var outcomes = await AppendAsync(Draft.Unit().Writing("bank-2", 0), unit, Draft.Unit().Writing("bank-3", 0));

        outcomes[0].ShouldBe(new AppendOutcome.Appended(2));
        outcomes[1].ShouldBeOfType<AppendOutcome.Duplicate>();
        outcomes[2].ShouldBe(new AppendOutcome.Appended(3));
    }

    [Fact]
    public async Task A_batch_repeated_as_a_whole_writes_nothing()
    {
        AppendUnit[] batch = [Draft.Unit().WritingMany("bank-1", 0, 2), Draft.Unit().Writing("bank-2", 0), Draft.Unit().Writing("bank-1", 2)];
        await AppendAsync(batch);
        var head = await Log.ReadHeadAsync(Cancel);

        var again = await AppendAsync(batch);

        again.Select(o => o.ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.Position).ShouldBe([2, 3, 4]);
        (await Log.ReadHeadAsync(Cancel)).ShouldBeSameHead(head);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_unit_that_keeps_no_outcome_conflicts_and_is_not_written_twice(bool afterRestart)
    {
        var unit = Draft.Unit().WritingMany("bank-1", 0, 2) with { KeepsOutcome = false };
        (await AppendAsync(unit, Draft.Unit().Writing("bank-2", 0)))[0].ShouldBe(new AppendOutcome.Appended(2));
        if (afterRestart)
        {
            await ReopenAsync();
        }

        var again = await AppendAsync(unit, Draft.Unit().Writing("bank-3", 0));

        again[0].ShouldBe(new AppendOutcome.Conflict("bank-1", 0, 2));
        again[1].ShouldBe(new AppendOutcome.Appended(4));
        (await ReadStreamAsync("bank-1")).Count.ShouldBe(2);
        (await Log.FindOutcomeAsync(unit.CommandId, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_unit_that_keeps_no_outcome_and_writes_nothing_is_checked_all_the_same()
    {
        await AppendAsync(Draft.Unit().Writing("bank-1", 0));

        var outcomes = await AppendAsync(
            Draft.Unit().Reading("bank-1", 1) with { KeepsOutcome = false }, Draft.Unit().Reading("bank-1", 0) with { KeepsOutcome = false });

        outcomes[0].ShouldBe(new AppendOutcome.Appended(1));
        outcomes[1].ShouldBe(new AppendOutcome.Conflict("bank-1", 0, 1));
    }
}
