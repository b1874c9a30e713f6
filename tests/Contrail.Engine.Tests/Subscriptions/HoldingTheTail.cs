using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Testing.Conformance;
using Contrail.Engine.Tests.Crash;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

/// <summary>The newest events in memory: what was just committed is read from there, and is what the log has.</summary>
public sealed class HoldingTheTail : IAsyncDisposable
{
    private const int Held = 512;
    private readonly InMemoryLogStore log = new();
    private int reads;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => log.DisposeAsync();

    /// <summary>The log, with its reads counted.</summary>
    private ILogStore Counted => Between.Of<ILogStore>(log, nameof(ILogStore.ReadAsync), arguments =>
    {
        reads++;
        return new ValueTask<LogPage>(log.ReadAsync((long)arguments[0]!, (int)arguments[1]!, (IReadOnlyCollection<string>?)arguments[2], CancellationToken.None).AsTask());
    });

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    [InlineData(3000)]
    public async Task What_was_committed_is_read_from_memory_and_is_what_the_log_has(int perCommit)
    {
        using var tail = new LogTail(Counted);
        for (long head = 0; head < 6 * Held;)
        {
            await log.AppendAsync([Draft.Unit().WritingMany($"bank-{head}", 0, perCommit)], Cancel);
            head += perCommit;
            foreach (var back in new[] { 1, perCommit, Math.Min(Held, (int)head) })
            {
                await Agrees(tail, head - Math.Min(back, Held), head, limit: Math.Max(1, back / 2));
            }
        }

        reads.ShouldBe(0);
    }

    [Fact]
    public async Task What_lies_further_back_is_read_from_the_log()
    {
        using var tail = new LogTail(Counted);
        for (var i = 0; i < 3 * Held; i++)
        {
            await log.AppendAsync([Draft.Unit().Writing($"bank-{i}", 0)], Cancel);
        }

        await Agrees(tail, 0, 3 * Held, limit: 100);
        reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_was_given_out_does_not_change_while_the_log_grows()
    {
        using var tail = new LogTail(Counted);
        await log.AppendAsync([Draft.Unit().WritingMany("bank-1", 0, 10)], Cancel);
        var page = await tail.ReadAsync(0, 100, null, 10, Cancel);
        for (var i = 0; i < 10 * Held; i++)
        {
            await log.AppendAsync([Draft.Unit().Writing($"other-{i}", 0)], Cancel);
        }

        page.Events.Select(e => e.Position).ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
        page.ScannedTo.ShouldBe(10);
    }

    [Fact]
    public async Task Large_events_do_not_stay_in_memory()
    {
        using var tail = new LogTail(Counted);
        var large = $$"""{"text":"{{new string('x', 900_000)}}"}""";
        for (var i = 0; i < 30; i++)
        {
            await log.AppendAsync([Draft.Unit().Writing($"bank-{i}", 0, Draft.Event(large))], Cancel);
        }

        await Agrees(tail, 29, 30, limit: 10);
        reads.ShouldBe(0);
        await Agrees(tail, 5, 30, limit: 100);
        reads.ShouldBe(1);
    }

    [Fact]
    public async Task Commits_that_are_told_in_another_order_leave_no_hole()
    {
        var told = new List<CommitNotice>();
        log.Committed += told.Add;
        Action<CommitNotice>? tell = null;
        var quiet = Between.Of<ILogStore>(log, "add_Committed", arguments =>
        {
            tell = (Action<CommitNotice>)arguments[0]!;
            return null;
        });
        using var tail = new LogTail(quiet);
        for (var i = 0; i < 4; i++)
        {
            await log.AppendAsync([Draft.Unit().WritingMany($"bank-{i}", 0, 3)], Cancel);
        }

        foreach (var notice in new[] { told[1], told[0], told[3], told[2] })
        {
            tell!(notice);
            for (var after = 0; after < 12; after++)
            {
                await Agrees(tail, after, 12, limit: 100);
            }
        }
    }

    /// <summary>A page of the tail holds what the log has, up to where it says that it was scanned.</summary>
    private async Task Agrees(LogTail tail, long after, long head, int limit)
    {
        var page = await tail.ReadAsync(after, limit, null, head, Cancel);
        page.ScannedTo.ShouldBeGreaterThan(after);
        page.Events.Count.ShouldBeLessThanOrEqualTo(limit);
        var expected = await log.ReadAsync(after, (int)(page.ScannedTo - after), null, Cancel);
        page.Events.Select(e => (e.Position, e.Id)).ShouldBe(expected.Events.Select(e => (e.Position, e.Id)));
    }
}
