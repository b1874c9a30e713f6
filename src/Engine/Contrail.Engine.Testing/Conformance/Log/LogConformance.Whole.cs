using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// The hash chain, and logs of some size.
public abstract partial class LogConformance
{
    [Fact]
    public async Task The_head_is_the_last_event()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3), Draft.Unit().Writing("bank-1", 0), Draft.Unit().Writing("bank-2", 0), Draft.Unit());

        var last = (await ReadLogAsync()).Last();

        (await Log.ReadHeadAsync(Cancel)).ShouldBeSameHead(new LogHead(last.Position, last.Hash));
    }

    [Fact]
    public async Task The_hash_chain_is_whole_over_batches_conflicts_and_duplicates()
    {
        var unit = Draft.Unit().WritingMany("bank-1", 0, 3);
        await AppendAsync(unit, Draft.Unit().Writing("bank-1", 0), Draft.Unit().Writing("bank-2", 0));
        await AppendAsync(unit, Draft.Unit().Writing("bank-2", 9));
        await ReopenAsync();
        await AppendAsync(Draft.Unit().WritingMany("bank-3", 0, 2).Writing("bank-1", 3), unit);

        var report = await VerifyAsync();

        report.Problems.ShouldBeEmpty();
        (report.Events, report.Streams).ShouldBe((7, 3));
        report.Head.ShouldBeSameHead(await Log.ReadHeadAsync(Cancel));
    }

    [Fact]
    public async Task The_hashes_are_those_of_the_chain_from_zeros()
    {
        var (first, second) = (Draft.Event(), Draft.Event("""{"b":2}"""));
        await AppendAsync(Draft.Unit().Writing("bank-1", 0, first));
        await AppendAsync(Draft.Unit().Writing("bank-2", 0, second));

        var hash = HashChain.Next(new byte[HashChain.HashBytes], "bank-1", 1, first);
        hash = HashChain.Next(hash, "bank-2", 1, second);

        (await Log.ReadHeadAsync(Cancel)).ShouldBeSameHead(new LogHead(2, hash));
    }

    /// <summary>Whether the storage under test keeps an anchor outside the database.</summary>
    protected virtual bool KeepsAnchor => true;

    [Fact]
    public async Task An_anchor_stands_at_the_head_after_each_append()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3));
        if (!KeepsAnchor)
        {
            Module.Anchor.ShouldBeNull();
            return;
        }

        Module.Anchor.ShouldNotBeNull().ShouldBeSameHead(await Log.ReadHeadAsync(Cancel));
        await ReopenAsync();
        Module.Anchor.ShouldNotBeNull().ShouldBeSameHead(await Log.ReadHeadAsync(Cancel));
    }

    [Fact]
    public async Task A_batch_may_have_5000_units()
    {
        AppendUnit[] batch =
        [
            .. Enumerable.Range(0, 5000).Select(n => Draft.Unit().Reading($"flight-{n}", 0).Writing($"bank-{n % 700}", n / 700)),
        ];

        var outcomes = await AppendAsync(batch);

        outcomes.ShouldBe(Enumerable.Range(1, 5000).Select(n => (AppendOutcome)new AppendOutcome.Appended(n)));
        var report = await VerifyAsync();
        report.Problems.ShouldBeEmpty();
        (report.Events, report.Streams).ShouldBe((5000, 700));
        (await AppendAsync(batch)).ShouldAllBe(o => o is AppendOutcome.Duplicate);
    }

    [Fact]
    public async Task A_unit_may_have_10000_events()
    {
        (await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 10_000))).Single().ShouldBe(new AppendOutcome.Appended(10_000));

        var report = await VerifyAsync();
        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(10_000);
        (await ReadStreamAsync("bank-1")).Select(e => e.Version).ShouldBe(Enumerable.Range(1, 10_000).Select(n => (long)n));
    }

    [Fact]
    public async Task A_unit_may_write_500_streams()
    {
        var unit = Enumerable.Range(0, 500).Aggregate(Draft.Unit(), (u, n) => u.Writing($"bank-{n}", 0));

        (await AppendAsync(unit)).Single().ShouldBe(new AppendOutcome.Appended(500));

        (await VerifyAsync()).Streams.ShouldBe(500);
    }

    private Task<LogReport> VerifyAsync() => LogVerifier.VerifyAsync(Log, cancellation: Cancel);
}
