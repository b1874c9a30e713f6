using Contrail.Engine.Sqlite;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>The anchor is what a log that lost its end is caught with; it can be damaged, lost or exchanged itself.</summary>
public sealed class SqliteAnchorTests : IAsyncLifetime
{
    private readonly SqliteCopies copies = new();

    private string Anchor => Path.Combine(copies.Copy, "m.anchor");

    public async ValueTask InitializeAsync()
    {
        await copies.WriteAsync(moved: 60, waiting: 40, perBatch: 1);
        copies.Restore();
    }

    public ValueTask DisposeAsync()
    {
        copies.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_damage_nothing_is_found() => (await copies.JudgeAsync()).Finding.ShouldBe(Finding.Harmless);

    [Fact]
    public async Task A_missing_anchor_is_refused()
    {
        File.Delete(Anchor);

        await ShouldBeRefusedAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task An_anchor_that_was_cut_short_is_refused(int length)
    {
        File.WriteAllBytes(Anchor, File.ReadAllBytes(Anchor)[..length]);

        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task A_zeroed_anchor_is_refused()
    {
        File.WriteAllBytes(Anchor, new byte[new FileInfo(Anchor).Length]);

        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_in_the_anchor_leaves_the_other_slot()
    {
        var whole = File.ReadAllBytes(Anchor);
        for (var i = 0; i < whole.Length; i++)
        {
            copies.Restore();
            File.WriteAllBytes(Anchor, [.. whole[..i], (byte)(whole[i] ^ 4), .. whole[(i + 1)..]]);

            (await copies.JudgeAsync()).Finding.ShouldBe(Finding.Harmless);
        }
    }

    [Fact]
    public async Task The_anchor_of_another_log_is_refused()
    {
        using var other = new SqliteCopies();
        await other.WriteAsync(moved: 50, waiting: 20, perBatch: 1);
        File.Copy(Path.Combine(other.Pristine, "m.anchor"), Anchor, overwrite: true);

        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task An_older_anchor_beside_a_whole_log_loses_nothing()
    {
        var older = File.ReadAllBytes(Anchor);
        await using (var module = await SqliteCopies.OpenAsync(copies.Copy))
        {
            await LogContent.FillAsync(module.Log, 100, 10, 1);
        }

        File.WriteAllBytes(Anchor, older);

        await using var again = await SqliteCopies.OpenAsync(copies.Copy);
        (await again.Log.ReadHeadAsync(CancellationToken.None)).Position.ShouldBe(110);
        again.Anchor!.Position.ShouldBe(110, "it is brought up to the head at once");
    }

    [Fact]
    public async Task An_older_copy_of_the_database_is_refused()
    {
        await using (var module = await SqliteCopies.OpenAsync(copies.Copy))
        {
            await LogContent.FillAsync(module.Log, 100, 10, 1);
        }

        foreach (var file in new[] { "m.log.db", "m.log.db-wal" })
        {
            File.Copy(Path.Combine(copies.Pristine, file), Path.Combine(copies.Copy, file), overwrite: true);
        }

        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task A_tail_that_was_replaced_by_other_events_is_refused()
    {
        var acknowledged = File.ReadAllBytes(Anchor);
        using (var connection = SqliteConnectionHandle.Open(Path.Combine(copies.Copy, "m.log.db"), writable: true))
        {
            connection.Execute("delete from events where position > 97");
        }

        await using (var accepted = await new SqliteStorage(new SqliteOptions(copies.Copy) { AcceptTail = true }).OpenAsync("m"))
        {
            await LogContent.FillAsync(accepted.Log, 97, 10, 1);
        }

        File.WriteAllBytes(Anchor, acknowledged);

        await ShouldBeRefusedAsync();
    }

    private async Task ShouldBeRefusedAsync()
    {
        var (finding, why, _) = await copies.JudgeAsync();
        finding.ShouldBe(Finding.Refused);
        why.ShouldContain("verify");
    }
}
