using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Several nodes on one log, where the store allows it.
public abstract partial class LogConformance
{
    [Fact]
    public async Task Nodes_judge_versions_and_commands_by_what_the_others_appended()
    {
        await using var other = await OpenSecondNodeAsync();
        if (other is null)
        {
            return; // The store refused a second node, which is the other right answer.
        }

        var unit = Draft.Unit().WritingMany("bank-1", 0, 2).Answering("first");
        await AppendAsync(unit);
        (await other.Log.AppendAsync([Draft.Unit().Writing("bank-2", 0)], Cancel)).ShouldBe([new AppendOutcome.Appended(3)]);
        await AppendAsync(Draft.Unit().Writing("bank-2", 1));

        var outcomes = await other.Log.AppendAsync(
            [unit, Draft.Unit().Writing("bank-2", 1), Draft.Unit().Reading("bank-1", 2).Writing("bank-2", 2)], Cancel);

        outcomes[0].ShouldBeOfType<AppendOutcome.Duplicate>().Recorded.ShouldHold(unit.CommandId, 2, unit.Outcome);
        outcomes[1].ShouldBe(new AppendOutcome.Conflict("bank-2", 1, 2));
        outcomes[2].ShouldBe(new AppendOutcome.Appended(5));
        (await VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_sent_to_several_nodes_at_once_take_effect_once_and_leave_no_gaps()
    {
        await using var other = await OpenSecondNodeAsync();
        if (other is null)
        {
            return; // The store refused a second node, which is the other right answer.
        }

        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(w => Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++)
            {
                var unit = Draft.Unit().Writing($"bank-{w}", n);
                var both = await Task.WhenAll(Log.AppendAsync([unit], Cancel).AsTask(), other.Log.AppendAsync([unit], Cancel).AsTask());
                both.Count(outcomes => outcomes.Single() is AppendOutcome.Appended).ShouldBe(1);
                both.Count(outcomes => outcomes.Single() is AppendOutcome.Duplicate).ShouldBe(1);
            }
        })));
        var seen = await Task.Run(() => PollAsync(writing, pageSize: 7));
        await Eventually(writing);

        seen.Select(e => e.Position).ShouldBe(Enumerable.Range(1, 120).Select(n => (long)n));
        seen.ShouldBeSameEvents(await other.Log.ReadAllAsync(cancellation: Cancel).ToListAsync(Cancel));
        (await VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_of_one_node_is_told_to_the_others()
    {
        await using var other = await OpenSecondNodeAsync();
        if (other is null)
        {
            return; // The store refused a second node, which is the other right answer.
        }

        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Log.Committed += commit =>
        {
            if (commit.Head >= 3)
            {
                told.TrySetResult();
            }
        };

        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3));

        await Eventually(told.Task);
    }

    /// <summary>A second node on the log; null after a store for one node has refused it, saying so.</summary>
    private async Task<IModuleStorage?> OpenSecondNodeAsync()
    {
        Module.IsExclusive.ShouldBe(!AllowsSeveralNodes);
        if (AllowsSeveralNodes)
        {
            return await Storage.OpenAsync(ModuleName, Cancel);
        }

        await Should.ThrowAsync<StorageInUseException>(async () => await Storage.OpenAsync(ModuleName, Cancel));
        return null;
    }
}
