using System.Collections.Concurrent;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Many writers and readers at once.
public abstract partial class LogConformance
{
    private const int Writers = 8;
    private const int CommandsOfEach = 25;

    [Fact]
    public async Task Many_writers_at_once_leave_each_command_once_and_no_gaps()
    {
        await Eventually(Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteCommandsAsync(w)))));

        var log = await ReadLogAsync();
        log.Select(e => e.Position).ShouldBe(Enumerable.Range(1, log.Count).Select(n => (long)n));
        log.Count.ShouldBe(Writers * CommandsOfEach * 2);
        log.Select(e => e.Id).Distinct().Count().ShouldBe(log.Count);
        foreach (var stream in log.GroupBy(e => e.Stream))
        {
            stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(n => (long)n));
        }

        (await VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_of_many_writers_who_expect_the_same_version_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(async () => (await AppendAsync(Draft.Unit().Writing("bank-1", 0))).Single())));

        outcomes.OfType<AppendOutcome.Appended>().Count().ShouldBe(1);
        outcomes.OfType<AppendOutcome.Conflict>().ShouldAllBe(c => c == new AppendOutcome.Conflict("bank-1", 0, 1));
        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_sent_by_many_at_once_takes_effect_once()
    {
        var unit = Draft.Unit().Writing("bank-1", 0).Answering("once");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => (await AppendAsync(unit)).Single())));

        outcomes.OfType<AppendOutcome.Appended>().Count().ShouldBe(1);
        outcomes.OfType<AppendOutcome.Duplicate>().Count().ShouldBe(19);
        (await Log.ReadHeadAsync(Cancel)).Position.ShouldBe(1);
    }

    [Fact]
    public async Task Readers_that_poll_behind_writers_see_every_event_once_and_in_order()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteCommandsAsync(w))));
        var seen = await Task.WhenAll(Enumerable.Range(0, 3).Select(r => Task.Run(() => PollAsync(writing, pageSize: 1 + (r * 20)))));
        await Eventually(writing);

        var log = await ReadLogAsync();
        foreach (var events in seen)
        {
            events.ShouldBeSameEvents(log);
        }
    }

    [Fact]
    public async Task Readers_of_one_type_that_poll_behind_writers_miss_none_of_it()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteCommandsAsync(w))));
        var seen = await Task.Run(() => PollAsync(writing, 5, "bank.seat_bank.audited"));
        await Eventually(writing);

        seen.ShouldBeSameEvents([.. (await ReadLogAsync()).Where(e => e.Type == "bank.seat_bank.audited")]);
        seen.Count.ShouldBe(Writers * CommandsOfEach);
    }

    [Fact]
    public async Task A_commit_tells_its_head()
    {
        var heads = new ConcurrentQueue<long>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Log.Committed += commit =>
        {
            heads.Enqueue(commit.Head);
            if (commit.Head >= 5)
            {
                told.TrySetResult();
            }
        };

        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3));
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 3, 2));

        await Eventually(told.Task);
        heads.ShouldAllBe(head => head == 3 || head == 5);
    }

    [Fact]
    public async Task A_commit_that_tells_its_events_tells_them_as_the_log_has_them()
    {
        var heard = new ConcurrentQueue<CommitNotice>();
        Log.Committed += heard.Enqueue;

        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3), Draft.Unit().Writing("bank-2", 7), Draft.Unit().Writing("bank-2", 0));
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 3, 2));

        var told = heard.Where(commit => commit.Events is not null).OrderBy(commit => commit.From).ToList();
        told.ShouldAllBe(commit => commit.From + commit.Events!.Count == commit.Head);
        told.SelectMany(commit => commit.Events!).ToList().ShouldBeSameEvents(await ReadLogAsync());
    }

    [Fact]
    public async Task A_listener_that_throws_neither_fails_the_append_nor_silences_the_others()
    {
        var told = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Log.Committed += _ => throw new InvalidOperationException("a defect of the listener");
        Log.Committed += commit => told.TrySetResult(commit.Head);

        var outcomes = await AppendAsync(Draft.Unit().Writing("bank-1", 0));

        outcomes.Single().ShouldBeOfType<AppendOutcome.Appended>();
        (await told.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_told_of_a_commit_can_read_it()
    {
        var told = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Log.Committed += commit => told.TrySetResult(commit.Head);
        var reading = told.Task.ContinueWith(
            async head => await Log.ReadAsync(0, 100, null, Cancel), Cancel, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 3));

        await Eventually(reading);
        (await reading).Events.Count.ShouldBe(3);
    }

    // Each command moves one stream that all writers contend for and one of the writer's own.
    private async Task WriteCommandsAsync(int writer)
    {
        for (var n = 0; n < CommandsOfEach; n++)
        {
            var unit = Draft.Unit().Writing($"bank-{writer}", n);
            var shared = $"shared-{n % 3}";
            long version = 0;
            while ((await AppendAsync(unit.Writing(shared, version, Draft.Event(type: "bank.seat_bank.audited")))).Single() is AppendOutcome.Conflict conflict)
            {
                conflict.Stream.ShouldBe(shared);
                version = conflict.ActualVersion;
            }
        }
    }

    private async Task<List<RecordedEvent>> PollAsync(Task writing, int pageSize, params string[] types)
    {
        var seen = new List<RecordedEvent>();
        long checkpoint = 0;
        while (true)
        {
            var last = writing.IsCompleted;
            var page = await Log.ReadAsync(checkpoint, pageSize, types.Length == 0 ? null : types, Cancel);
            page.Events.ShouldAllBe(e => e.Position > checkpoint && e.Position <= page.ScannedTo);
            page.ScannedTo.ShouldBeGreaterThanOrEqualTo(checkpoint);
            page.ScannedTo.ShouldBeLessThanOrEqualTo(page.Head);
            seen.AddRange(page.Events);
            checkpoint = page.ScannedTo;
            if (last && checkpoint == page.Head)
            {
                return seen;
            }

            await Task.Yield();
        }
    }
}
