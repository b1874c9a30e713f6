using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Postgres;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>Rows of the log are changed with SQL. It is refused at start, or found by a verification; never silently used.</summary>
[Trait("Category", "Slow")]
[Trait("Store", "PostgreSQL")]
public sealed class PostgresTamperTests : IAsyncLifetime
{
    private const int Events = 1600;
    private readonly PostgresDatabase database = new();
    private readonly DirectoryInfo anchors = Directory.CreateTempSubdirectory("contrail-anchors-");

    private string Anchor => Path.Combine(anchors.FullName, "m.anchor");

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        await using var module = await OpenAsync();
        await LogContent.FillAsync(module.Log, 0, Events, perBatch: 200);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DropAsync();
        anchors.Delete(recursive: true);
    }

    [Fact]
    public async Task An_event_that_is_changed_or_deleted_anywhere_is_noticed()
    {
        string[] changes =
        [
            "update events set data = '{\"n\":-1}'", "update events set metadata = '{}'", "update events set type = 'forged'",
            "update events set stream = 'bank-999'", "update events set version = version + 1000", "update events set event_id = gen_random_uuid()",
            "update events set schema_version = 9", "update events set recorded_at = recorded_at + interval '1 microsecond'", "update events set recorded_at = 'infinity'",
            "update events set hash = decode(repeat('01', 32), 'hex')", "update events set hash = hash || hash || hash", "update events set position = position + 100000", "delete from events",
        ];
        var silent = new List<string>();
        foreach (var change in changes)
        {
            foreach (var position in new[] { 1, 2, 300, Events - 1000, Events - 999, Events - 1, Events })
            {
                await NoteSilentAsync($"{change} where position = {position}", silent);
            }
        }

        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_log_that_others_write_and_leave_while_it_is_opened_is_not_called_damaged()
    {
        const int batches = 40;
        var writing = Task.Run(async () =>
        {
            for (var batch = 0; batch < batches; batch++)
            {
                await using var module = await OpenAsync();
                await LogContent.FillAsync(module.Log, Events + (batch * 5), 5, perBatch: 1);
            }
        });
        var opened = 0;
        while (!writing.IsCompleted)
        {
            await (await OpenAsync()).DisposeAsync();
            opened++;
        }

        await writing;
        opened.ShouldBeGreaterThan(1);
        await using var again = await OpenAsync();
        again.Anchor!.Position.ShouldBe(Events + (batches * 5));
    }

    [Fact]
    public async Task A_log_that_lost_its_end_or_its_beginning_is_noticed()
    {
        const string headAtEnd = "update log_head set (position, hash) = (select position, hash from events order by position desc limit 1)";
        var silent = new List<string>();
        await NoteSilentAsync("delete from events where position > 1500", silent);
        await NoteSilentAsync($"delete from events where position > 1500; {headAtEnd}", silent);
        await NoteSilentAsync($"delete from events where position = {Events}; {headAtEnd}", silent);
        await NoteSilentAsync("delete from events where position <= 100", silent);
        await NoteSilentAsync("delete from events", silent);
        await NoteSilentAsync("delete from events; update log_head set position = 0, hash = decode(repeat('00', 32), 'hex')", silent);
        await NoteSilentAsync("delete from log_head", silent);
        await NoteSilentAsync("update log_head set position = position + 1", silent);
        await NoteSilentAsync("update log_head set position = position - 1", silent);
        await NoteSilentAsync("update log_head set hash = decode(repeat('01', 32), 'hex')", silent);
        await NoteSilentAsync("update events set data = e.data from events e where events.position in (200, 201) and e.position = 401 - events.position", silent);

        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_end_that_was_replaced_by_other_events_is_refused()
    {
        await database.ExecuteAsync(
            "set search_path = m; delete from events where position > 1590; update log_head set (position, hash) = (select position, hash from events where position = 1590)");
        await using (var forger = await database.Storage().OpenAsync("m"))
        {
            await LogContent.FillAsync(forger.Log, 1590, 50, perBatch: 10);
            (await LogVerifier.VerifyAsync(forger.Log)).IsWhole.ShouldBeTrue("the chain is whole in itself");
        }

        (await Should.ThrowAsync<LogDamagedException>(OpenAsync)).Message.ShouldContain("not the one that was acknowledged");
    }

    [Fact]
    public async Task An_anchor_that_is_older_than_the_log_is_brought_up_to_its_head_at_once()
    {
        var older = await File.ReadAllBytesAsync(Anchor);
        await using (var module = await OpenAsync())
        {
            await LogContent.FillAsync(module.Log, Events, 10, perBatch: 1);
        }

        await File.WriteAllBytesAsync(Anchor, older);

        await using var again = await OpenAsync();
        again.Anchor!.Position.ShouldBe(Events + 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_missing_or_empty_anchor_is_refused(bool isEmpty)
    {
        File.Delete(Anchor);
        if (isEmpty)
        {
            await File.WriteAllBytesAsync(Anchor, []);
        }

        await Should.ThrowAsync<LogDamagedException>(OpenAsync);
    }

    /// <summary>Changes the rows, sees what is said to that, and puts everything back.</summary>
    private async Task NoteSilentAsync(string change, List<string> silent)
    {
        await database.ExecuteAsync(
            $"set search_path = m; create table kept_events as table events; create table kept_head as table log_head; {change}");
        var anchor = await File.ReadAllBytesAsync(Anchor);
        if (!await IsNoticedAsync())
        {
            silent.Add(change);
        }

        await File.WriteAllBytesAsync(Anchor, anchor);
        await database.ExecuteAsync(
            """
            set search_path = m; delete from events; insert into events table kept_events; delete from log_head; insert into log_head table kept_head;
            drop table kept_events; drop table kept_head
            """);
    }

    private async Task<bool> IsNoticedAsync()
    {
        try
        {
            await using var module = await OpenAsync();
            return !(await LogVerifier.VerifyAsync(module.Log, module.Anchor)).IsWhole;
        }
        catch (LogDamagedException)
        {
            return true;
        }
    }

    private async Task<IModuleStorage> OpenAsync() => await database.Storage(anchors.FullName).OpenAsync("m");
}
