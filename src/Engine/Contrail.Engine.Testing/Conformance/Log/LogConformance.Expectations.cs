using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Versions that a unit read or expects.
public abstract partial class LogConformance
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_write_that_expects_another_version_conflicts(long expected)
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3));

        (await AppendAsync(Draft.Unit().Writing("bank-1", expected))).Single().ShouldBe(new AppendOutcome.Conflict("bank-1", expected, 3));

        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(3);
    }

    [Fact]
    public async Task A_write_that_expects_a_version_of_an_unknown_stream_conflicts()
    {
        (await AppendAsync(Draft.Unit().Writing("bank-1", 1))).Single().ShouldBe(new AppendOutcome.Conflict("bank-1", 1, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_read_of_another_version_conflicts(long read)
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 2));

        var outcome = (await AppendAsync(Draft.Unit().Reading("bank-1", read).Writing("bank-2", 0))).Single();

        outcome.ShouldBe(new AppendOutcome.Conflict("bank-1", read, 2));
        (await ReadStreamAsync("bank-2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_that_still_hold_let_the_unit_pass()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 2));

        var outcome = (await AppendAsync(Draft.Unit().Reading("bank-1", 2).Reading("bank-9", 0).Reading("bank-2", 0).Writing("bank-2", 0))).Single();

        outcome.ShouldBe(new AppendOutcome.Appended(3));
    }

    [Fact]
    public async Task A_read_of_version_0_says_that_the_stream_must_not_exist()
    {
        (await AppendAsync(Draft.Unit().Reading("bank-1", 0))).Single().ShouldBe(new AppendOutcome.Appended(0));
        await AppendAsync(Draft.Unit().Writing("bank-1", 0));

        (await AppendAsync(Draft.Unit().Reading("bank-1", 0))).Single().ShouldBe(new AppendOutcome.Conflict("bank-1", 0, 1));
    }

    [Fact]
    public async Task A_conflict_tells_the_version_that_an_earlier_unit_of_the_batch_left()
    {
        var outcomes = await AppendAsync(
            Draft.Unit().WritingMany("bank-1", 0, 4),
            Draft.Unit().Writing("bank-1", 0),
            Draft.Unit().Reading("bank-1", 1).Writing("bank-2", 0),
            Draft.Unit().Writing("bank-1", 4));

        outcomes.ShouldBe(
        [
            new AppendOutcome.Appended(4), new AppendOutcome.Conflict("bank-1", 0, 4),
            new AppendOutcome.Conflict("bank-1", 1, 4), new AppendOutcome.Appended(5),
        ]);
    }

    [Fact]
    public async Task A_unit_that_conflicted_leaves_no_versions_behind_for_later_units_of_the_batch()
    {
        await AppendAsync(Draft.Unit().Writing("bank-2", 0));

        var outcomes = await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3).Writing("bank-2", 0), Draft.Unit().Writing("bank-1", 0));

        outcomes.ShouldBe([new AppendOutcome.Conflict("bank-2", 0, 1), new AppendOutcome.Appended(2)]);
    }

    [Fact]
    public async Task The_first_stream_that_differs_is_told_reads_before_writes()
    {
        await AppendAsync(Draft.Unit().Writing("bank-1", 0), Draft.Unit().Writing("bank-2", 0), Draft.Unit().Writing("bank-3", 0));

        var outcome = (await AppendAsync(
            Draft.Unit().Writing("bank-1", 0).Reading("bank-2", 1).Reading("bank-3", 7).Reading("bank-2", 5))).Single();

        outcome.ShouldBe(new AppendOutcome.Conflict("bank-3", 7, 1));
    }

    [Fact]
    public async Task A_command_that_conflicted_may_be_tried_again_under_its_id()
    {
        var id = Guid.CreateVersion7();
        await AppendAsync(Draft.Unit().Writing("bank-1", 0));

        (await AppendAsync(Draft.Unit(id).Writing("bank-1", 0))).Single().ShouldBeOfType<AppendOutcome.Conflict>();
        (await Log.FindOutcomeAsync(id, Cancel)).ShouldBeNull();

        (await AppendAsync(Draft.Unit(id).Writing("bank-1", 0), Draft.Unit(id).Writing("bank-1", 1)))
            .ShouldBe([new AppendOutcome.Conflict("bank-1", 0, 1), new AppendOutcome.Appended(2)]);
    }

    [Fact]
    public async Task A_unit_that_rests_on_one_that_was_not_written_conflicts_although_the_versions_fit()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 2));
        var (late, recorded) = (Draft.Unit().Writing("bank-1", 1), Draft.Unit().Writing("bank-2", 0));
        await AppendAsync(recorded);

        var outcomes = await AppendAsync(
            late,
            Draft.Unit().Writing("bank-1", 2) with { RestsOn = [late.CommandId] },
            recorded,
            Draft.Unit().Reading("bank-2", 1).Writing("bank-3", 0) with { RestsOn = [recorded.CommandId] },
            Draft.Unit().Writing("bank-1", 2) with { RestsOn = [Guid.CreateVersion7()] });

        outcomes[0].ShouldBe(new AppendOutcome.Conflict("bank-1", 1, 2));
        outcomes[1].ShouldBe(new AppendOutcome.Conflict("bank-1", 2, 2));
        outcomes[2].ShouldBeOfType<AppendOutcome.Duplicate>();
        outcomes[3].ShouldBe(new AppendOutcome.Conflict("bank-3", 0, 0));
        outcomes[4].ShouldBe(new AppendOutcome.Appended(4));
    }

    [Fact]
    public async Task A_unit_conflicts_with_the_one_it_rests_on_even_if_its_versions_fit()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 2));
        var stale = Draft.Unit().Writing("bank-1", 1);
        var onTop = Draft.Unit().Writing("bank-1", 2) with { RestsOn = [stale.CommandId] };
        var onTopOfThat = Draft.Unit().Reading("bank-1", 2) with { RestsOn = [onTop.CommandId] };
        var beside = Draft.Unit().Writing("bank-1", 2);

        var outcomes = await AppendAsync(stale, onTop, onTopOfThat, beside);

        outcomes.Take(3).ShouldAllBe(o => o is AppendOutcome.Conflict);
        outcomes[3].ShouldBe(new AppendOutcome.Appended(3));
    }

    [Fact]
    public async Task A_unit_that_rests_on_a_duplicate_conflicts()
    {
        var first = Draft.Unit().Writing("bank-1", 0);
        await AppendAsync(first);
        var onTop = Draft.Unit().Writing("bank-1", 1) with { RestsOn = [first.CommandId] };

        var outcomes = await AppendAsync(first, onTop);

        outcomes[0].ShouldBeOfType<AppendOutcome.Duplicate>();
        outcomes[1].ShouldBeOfType<AppendOutcome.Conflict>();
    }
}
