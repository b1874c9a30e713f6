using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>
/// Blocks of the server's own files are damaged, one in each copy of a log, behind the back of a server that keeps no checksums; then it is killed and
/// started, and has only its files. No damage may leave other events, or fewer, without a word.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Store", "PostgreSQL")]
public sealed class PostgresBlockTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Block = 8192;
    private const int Events = 1300;
    private const int DamagesOfEvents = 70;
    private static readonly string[] Kinds = ["flip", "zero", "cut"];
    private readonly DirectoryInfo anchors = Directory.CreateTempSubdirectory("contrail-anchors-");
    private readonly Random random = new(3);
    private PrivateServer server = null!;

    [Fact]
    public async Task Damaged_blocks_are_noticed_or_change_no_event()
    {
        string content;
        await using (var module = await OpenAsync("m"))
        {
            await LogContent.FillAsync(module.Log, 0, Events, perBatch: 50);
            content = await LogContent.ReadAsync(module);
        }

        await CopyAsync("whole");
        var damages = await DamagesAsync("whole");
        for (var copy = 0; copy < damages.Count; copy++)
        {
            await CopyAsync($"copy_{copy}");
        }

        await ExecuteAsync("checkpoint");
        for (var copy = 0; copy < damages.Count; copy++)
        {
            Apply(damages[copy], (await FilesAsync($"copy_{copy}"))[damages[copy].Relation]);
        }

        await server.CrashAsync();
        var findings = new List<(string Damaged, Finding Finding)>();
        var silent = new List<string>();
        for (var copy = 0; copy < damages.Count; copy++)
        {
            var (relation, block, kind) = damages[copy];
            var (finding, why, _) = await JudgeAsync($"copy_{copy}", content);
            findings.Add(($"{relation} {kind}", finding));
            if (finding == Finding.Silent)
            {
                silent.Add($"{kind} in block {block} of {relation}: {why}");
            }
        }

        foreach (var group in findings.CountBy(f => f).OrderBy(g => g.Key.Damaged, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Key.Damaged}: {group.Key.Finding} {group.Value}");
        }

        (await JudgeAsync("whole", content)).ShouldBe(new Judgement(Finding.Harmless, ""), "nobody damaged this one");
        silent.ShouldBeEmpty($"of {damages.Count} damages");
        findings.Where(f => f.Damaged is "events zero" or "events cut").ShouldNotContain(f => f.Finding == Finding.Harmless);
        findings.ShouldContain(f => f.Finding == Finding.Refused);
        findings.ShouldContain(f => f.Finding == Finding.Reported, "what the check at start does not reach is left to the verification");
    }

    public async ValueTask InitializeAsync()
    {
        server = await PrivateServer.StartAsync();
        await ExecuteAsync("alter system set autovacuum = off"); // It would write whole blocks over damaged ones.
        await ExecuteAsync("select pg_reload_conf()");
        (await ExecuteAsync("show data_checksums")).ShouldBe("off");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        anchors.Delete(recursive: true);
    }

    /// <summary>
    /// Judges a copy when the server is there: some damage makes it fall over, and it needs a moment to come back. It may fall over late, and for the copy before: what
    /// is due to the server is judged once more, and comes again if it is due to this copy.
    /// </summary>
    private async Task<Judgement> JudgeAsync(string module, string content)
    {
        await server.AnswersAsync();
        if (await Judgement.OfAsync(() => OpenAsync(module), content) is { IsUnavailable: false } judgement)
        {
            return judgement;
        }

        await server.AnswersAsync();
        return await Judgement.OfAsync(() => OpenAsync(module), content);
    }

    /// <summary>Each block of an index and of the head in each way, and some blocks of the events.</summary>
    private async Task<List<(string Relation, int Block, string Kind)>> DamagesAsync(string module)
    {
        await ExecuteAsync("checkpoint");
        var all = (await FilesAsync(module)).SelectMany(file =>
            from block in Enumerable.Range(0, (int)(new FileInfo(file.Value).Length / Block))
            from kind in Kinds
            select (Relation: file.Key, Block: block, Kind: kind)).ToArray();
        var ofEvents = all.Where(d => d.Relation == "events").ToArray();
        random.Shuffle(ofEvents);
        return [.. all.Where(d => d.Relation != "events"), .. ofEvents.Take(DamagesOfEvents)];
    }

    /// <summary>A module that has the same rows, in files of its own.</summary>
    private async Task CopyAsync(string name)
    {
        await ExecuteAsync(
            $"""
            create schema {name};
            do $$
            declare
              original text;
            begin
              for original in select tablename from pg_tables where schemaname = 'm' loop
                execute format('create table {name}.%I (like m.%I including all)', original, original);
                execute format('insert into {name}.%I overriding system value table m.%I', original, original);
              end loop;
            end
            $$
            """);
        File.Copy(Path.Combine(anchors.FullName, "m.anchor"), Path.Combine(anchors.FullName, $"{name}.anchor"));
    }

    /// <summary>The files of a log's events, its head, and their indexes, by what they hold.</summary>
    private async Task<Dictionary<string, string>> FilesAsync(string schema)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select t.relname, pg_relation_filepath(t.oid) from pg_class t where t.relnamespace = '{schema}'::regnamespace and t.relname in ('events', 'log_head')
            union all
            select t.relname || ' by ' || (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a where a.attrelid = i.indexrelid),
              pg_relation_filepath(i.indexrelid)
            from pg_class t join pg_index i on i.indrelid = t.oid where t.relnamespace = '{schema}'::regnamespace and t.relname in ('events', 'log_head')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            files.Add(reader.GetString(0), Path.Combine(server.DataFolder, reader.GetString(1)));
        }

        return files;
    }

    private void Apply((string Relation, int Block, string Kind) damage, string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var start = (long)damage.Block * Block;
        file.Length.ShouldBeGreaterThan(start, "a copy has as many blocks");
        if (damage.Kind == "cut")
        {
            file.SetLength(start);
            return;
        }

        var bytes = new byte[Block];
        file.Position = start;
        file.ReadExactly(bytes);
        if (damage.Kind == "flip")
        {
            bytes[random.Next(Block)] ^= (byte)(1 << random.Next(8));
        }
        else
        {
            bytes.AsSpan().Clear();
        }

        file.Position = start;
        file.Write(bytes);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IModuleStorage> OpenAsync(string module) => await server.Storage(anchors.FullName).OpenAsync(module);
}
