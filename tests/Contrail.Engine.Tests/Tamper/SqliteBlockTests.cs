using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>Blocks of the log's files are damaged one at a time. No damage may leave other events, or fewer, without a word.</summary>
[Trait("Category", "Slow")]
public sealed class SqliteBlockTests(ITestOutputHelper output) : IDisposable
{
    private const int Block = 4096;
    private static readonly string[] Kinds = ["flip", "zero", "cut"];
    private readonly SqliteCopies copies = new();

    [Fact]
    public async Task Every_damaged_block_of_a_small_log_is_noticed_or_changes_no_event()
    {
        await copies.WriteAsync(moved: 250, waiting: 150, perBatch: 10);

        await DamageAsync(new Random(1), Damages(flipsInDatabase: 40, flipsInWal: 3).ToList());
    }

    [Fact]
    public async Task Damaged_blocks_of_a_larger_log_are_noticed_or_change_no_event()
    {
        await copies.WriteAsync(moved: 3000, waiting: 1500, perBatch: 50);
        var random = new Random(2);
        var damages = Damages(flipsInDatabase: 3, flipsInWal: 1).ToArray();
        random.Shuffle(damages);

        (await DamageAsync(random, damages.Take(400).ToList())).ShouldContain(Finding.Reported, "what the check at start does not reach is left to the verification");
    }

    public void Dispose() => copies.Dispose();

    private IEnumerable<(string File, int Block, string Kind)> Damages(int flipsInDatabase, int flipsInWal) =>
        from file in new[] { "m.log.db", "m.log.db-wal" }
        from block in Enumerable.Range(0, (int)((new FileInfo(Path.Combine(copies.Pristine, file)).Length + Block - 1) / Block))
        from kind in Kinds.Concat(Enumerable.Repeat("flip", (file == "m.log.db" ? flipsInDatabase : flipsInWal) - 1))
        select (file, block, kind);

    private async Task<IEnumerable<Finding>> DamageAsync(Random random, List<(string File, int Block, string Kind)> damages)
    {
        var findings = new List<(string Kind, Finding Finding)>();
        var silent = new List<string>();
        foreach (var damage in damages)
        {
            copies.Restore();
            var what = Apply(damage, random);
            var (finding, why, _) = await copies.JudgeAsync();
            findings.Add(($"{damage.File[6..]} {damage.Kind}", finding));
            if (finding == Finding.Silent)
            {
                silent.Add($"{what}: {why}");
            }
        }

        foreach (var group in findings.CountBy(f => f).OrderBy(g => g.Key.Kind, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Key.Kind}: {group.Key.Finding} {group.Value}");
        }

        findings.ShouldContain(f => f.Finding == Finding.Refused);
        silent.ShouldBeEmpty($"of {damages.Count} damages");
        return findings.Select(f => f.Finding);
    }

    private string Apply((string File, int Block, string Kind) damage, Random random)
    {
        using var file = new FileStream(Path.Combine(copies.Copy, damage.File), FileMode.Open, FileAccess.ReadWrite);
        var start = (long)damage.Block * Block;
        var bytes = new byte[(int)Math.Min(Block, file.Length - start)];
        if (damage.Kind == "cut")
        {
            file.SetLength(start);
            return $"{damage.File} cut at {start}";
        }

        file.Position = start;
        file.ReadExactly(bytes);
        var at = random.Next(bytes.Length);
        var bit = random.Next(8);
        if (damage.Kind == "flip")
        {
            bytes[at] ^= (byte)(1 << bit);
        }
        else
        {
            bytes.AsSpan().Clear();
        }

        file.Position = start;
        file.Write(bytes);
        return damage.Kind == "flip" ? $"{damage.File} bit {bit} of byte {start + at} flipped" : $"{damage.File} zeroed from {start}";
    }
}
