using System.Text;
using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Pages of the log and of streams.
public abstract partial class LogConformance
{
    [Fact]
    public async Task A_page_holds_at_most_its_limit_and_goes_on_where_the_last_one_ended()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 10));

        var first = await Log.ReadAsync(0, 4, null, Cancel);
        var second = await Log.ReadAsync(first.ScannedTo, 4, null, Cancel);
        var third = await Log.ReadAsync(second.ScannedTo, 4, null, Cancel);

        first.Events.Select(e => e.Position).ShouldBe([1, 2, 3, 4]);
        second.Events.Select(e => e.Position).ShouldBe([5, 6, 7, 8]);
        third.Events.Select(e => e.Position).ShouldBe([9, 10]);
        new[] { first, second, third }.Select(p => (p.ScannedTo, p.Head)).ShouldBe([(4, 10), (8, 10), (10, 10)]);
    }

    [Fact]
    public async Task A_page_after_a_position_begins_with_the_next()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 5));

        (await Log.ReadAsync(3, 100, null, Cancel)).Events.Select(e => e.Position).ShouldBe([4, 5]);
        (await Log.ReadAsync(5, 100, null, Cancel)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_past_the_end_gives_nothing_and_the_true_head()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 5));

        var page = await Log.ReadAsync(1000, 10, null, Cancel);

        page.Events.ShouldBeEmpty();
        page.Head.ShouldBe(5);
        (await Log.ReadAllAsync(1000, cancellation: Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await Log.ReadStreamAsync("bank-1", 5, 10, Cancel)).ShouldBeEmpty();
        (await Log.ReadStreamAsync("bank-1", 1000, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_for_nothing_tells_where_the_log_ends()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 5));

        var page = await Log.ReadAsync(2, 0, null, Cancel);

        page.Events.ShouldBeEmpty();
        (page.ScannedTo, page.Head).ShouldBe((2, 5));
    }

    [Fact]
    public async Task The_contents_of_a_stream_are_those_of_its_events()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 5), Draft.Unit().WritingMany("bank-2", 0, 2));
        await AppendAsync(Draft.Unit().Writing("bank-1", 5, Draft.Event("""{ "spaced" : "\u00e9\u00fc" }""")));
        string[] events = [.. (await ReadStreamAsync("bank-1")).Select(e => TextOf(e.Type, e.SchemaVersion, e.Data.Span))];

        (await ContentsAsync("bank-1", 0, 100)).ShouldBe(events);
        (await ContentsAsync("bank-1", 2, 3)).ShouldBe(events[2..5]);
        (await ContentsAsync("bank-1", 6, 100)).ShouldBeEmpty();
        (await ContentsAsync("bank-1", 0, 0)).ShouldBeEmpty();
        (await ContentsAsync("bank-", 0, 100)).ShouldBeEmpty();

        async Task<string[]> ContentsAsync(string stream, long after, int limit)
        {
            var contents = new List<string>();
            var read = await Log.ReadContentsAsync(stream, after, limit, c => contents.Add(TextOf(c.Type, c.SchemaVersion, c.Data)), Cancel);
            read.ShouldBe(contents.Count);
            return [.. contents];
        }
    }

    [Theory]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TimeoutException))]
    public async Task A_visitor_of_contents_that_fails_ends_its_read_and_no_other(Type error)
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 50));
        for (var failing = 1; failing <= 20; failing++)
        {
            var visited = 0;
            var refusal = (Exception)Activator.CreateInstance(error)!;
            (await Should.ThrowAsync(async () => await Log.ReadContentsAsync("bank-1", 0, 100, _ => visited = visited < failing ? visited + 1 : throw refusal, Cancel), error))
                .ShouldBeSameAs(refusal);
            visited.ShouldBe(failing);
        }

        (await Log.ReadContentsAsync("bank-1", 0, 100, _ => { }, Cancel)).ShouldBe(50);
    }

    [Fact]
    public async Task Only_the_wanted_types_are_read()
    {
        await AppendTypesAsync("a.x.one", "a.x.two", "a.x.one", "a.x.three", "a.x.two");

        (await Log.ReadAsync(0, 10, ["a.x.one"], Cancel)).Events.Select(e => e.Position).ShouldBe([1, 3]);
        (await Log.ReadAsync(0, 10, ["a.x.three", "a.x.two", "a.x.unheard_of"], Cancel)).Events.Select(e => e.Position).ShouldBe([2, 4, 5]);
        (await Log.ReadAsync(2, 10, ["a.x.two"], Cancel)).Events.Select(e => e.Position).ShouldBe([5]);
        (await Log.ReadAsync(0, 10, ["a.x", "a.x.ONE", "a.x.one.v1"], Cancel)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_event_matches_the_whole_log_is_scanned()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 50));

        var page = await Log.ReadAsync(0, 10, ["a.x.unheard_of"], Cancel);

        page.Events.ShouldBeEmpty();
        (page.ScannedTo, page.Head).ShouldBe((50, 50));
    }

    [Fact]
    public async Task A_partial_page_of_some_types_has_scanned_to_the_head()
    {
        await AppendTypesAsync("a.x.one", "a.x.two", "a.x.one", "a.x.two", "a.x.two");

        var page = await Log.ReadAsync(0, 10, ["a.x.one"], Cancel);

        (page.ScannedTo, page.Head).ShouldBe((5, 5));
    }

    [Fact]
    public async Task A_full_page_of_some_types_has_not_scanned_past_the_next_match()
    {
        await AppendTypesAsync("a.x.one", "a.x.two", "a.x.one", "a.x.two", "a.x.one");

        var page = await Log.ReadAsync(0, 2, ["a.x.one"], Cancel);

        page.Events.Select(e => e.Position).ShouldBe([1, 3]);
        page.ScannedTo.ShouldBeInRange(3, 4);
        (await Log.ReadAsync(page.ScannedTo, 2, ["a.x.one"], Cancel)).Events.Select(e => e.Position).ShouldBe([5]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Paging_through_some_types_finds_each_match_once(int pageSize)
    {
        string[] types = ["a.x.one", "a.x.two", "a.x.two", "a.x.three", "a.x.one", "a.x.three", "a.x.three"];
        await AppendTypesAsync([.. Enumerable.Repeat(types, 5).SelectMany(t => t)]);

        var found = await Log.ReadAllAsync(4, ["a.x.one", "a.x.three"], pageSize, Cancel).ToListAsync(Cancel);

        found.ShouldBeSameEvents([.. (await ReadLogAsync()).Where(e => e.Position > 4 && e.Type != "a.x.two")]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(1000)]
    public async Task Paging_through_a_stream_finds_each_event_once(int pageSize)
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 10), Draft.Unit().WritingMany("bank-2", 0, 10), Draft.Unit().WritingMany("bank-1", 10, 10));

        var whole = await Log.ReadWholeStreamAsync("bank-1", 0, pageSize, Cancel).ToListAsync(Cancel);
        var rest = await Log.ReadWholeStreamAsync("bank-1", 8, pageSize, Cancel).ToListAsync(Cancel);

        whole.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 20).Select(n => (long)n));
        whole.ShouldAllBe(e => e.Stream == "bank-1");
        rest.ShouldBeSameEvents([.. whole.Skip(8)]);
    }

    [Fact]
    public async Task A_stream_reads_as_the_log_does()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 2), Draft.Unit().WritingMany("bank-2", 0, 2), Draft.Unit().WritingMany("bank-1", 2, 2));

        (await ReadStreamAsync("bank-1")).ShouldBeSameEvents([.. (await ReadLogAsync()).Where(e => e.Stream == "bank-1")]);
    }

    [Fact]
    public async Task A_stream_whose_name_begins_another_is_read_alone()
    {
        await AppendAsync(Draft.Unit().Writing("bank-1", 0), Draft.Unit().Writing("bank-11", 0), Draft.Unit().Writing("bank-_", 0));

        (await ReadStreamAsync("bank-1")).Single().Position.ShouldBe(1);
        (await ReadStreamAsync("bank-_")).Single().Position.ShouldBe(3);
        (await ReadStreamAsync("bank-")).ShouldBeEmpty();
    }

    private static string TextOf(string type, int schemaVersion, ReadOnlySpan<byte> data) => $"{type}.v{schemaVersion} {Encoding.UTF8.GetString(data)}";

    private async Task AppendTypesAsync(params string[] types) =>
        await AppendAsync(Draft.Unit().Writing("bank-1", 0, [.. types.Select(type => Draft.Event(type: type))]));
}
