using System.Globalization;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank.Load;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>
/// A process under load is killed with SIGKILL, again and again on the same data: half of the time at a random instant, half at a
/// named point. CONTRAIL_CRASH_KILLS says how often (100), CONTRAIL_CRASH_SEED repeats a run's choices.
/// </summary>
public abstract class CrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int KillsBetweenAudits = 25;
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-crash-");
    private readonly int seed = Setting("CONTRAIL_CRASH_SEED", Random.Shared.Next(1, 1_000_000));
    private readonly Dictionary<string, int> hits = BreakPoints.All.ToDictionary(p => p, _ => 0);
    private int killed;
    private int inDoubt;

    protected string Scratch => scratch.FullName;

    protected string Journal => Path.Combine(Scratch, "acks");

    /// <summary>Where the data lies, as arguments of the process.</summary>
    protected abstract IReadOnlyList<string> Place { get; }

    protected abstract IStorage OpenStorage();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed_again_and_again()
    {
        var kills = Setting("CONTRAIL_CRASH_KILLS", 100);
        output.WriteLine($"CONTRAIL_CRASH_SEED={seed} CONTRAIL_CRASH_KILLS={kills}");
        var random = new Random(seed);
        for (var round = 0; round < kills; round++)
        {
            var point = round % 2 == 0 ? BreakPoints.All[round / 2 % BreakPoints.All.Count] : null;
            await KillOnceAsync(round, point, random);
            if ((round + 1) % KillsBetweenAudits == 0 || round == kills - 1)
            {
                await AuditAsync();
            }
        }

        var content = JournalContent.Read(Journal);
        output.WriteLine($"{killed} kills, {inDoubt} commands in doubt, {content.Answers.Count} answered, points: {string.Join(", ", hits.Select(h => $"{h.Key} {h.Value}"))}");
        killed.ShouldBe(kills);
        hits.Where(h => h.Value == 0).Select(h => h.Key).ShouldBeEmpty("a point that no kill hit proves nothing");
    }

    public ValueTask InitializeAsync() => CreateAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await DeleteAsync();
        scratch.Delete(recursive: true);
    }

    protected virtual ValueTask CreateAsync() => ValueTask.CompletedTask;

    protected virtual ValueTask DeleteAsync() => ValueTask.CompletedTask;

    private protected SeatBankProcess StartLoad(int round, params IEnumerable<string> more) => SeatBankProcess.Start(
        "load", Journal, ["--seed", $"{seed}", "--round", $"{round}", .. Place, .. more]);

    protected async Task AuditAsync()
    {
        (await SeatAudit.RunAsync(OpenStorage(), Journal)).ShouldBeEmpty($"seed {seed}, after {killed} kills");
    }

    private async Task KillOnceAsync(int round, string? point, Random random)
    {
        var length = File.Exists(Journal) ? new FileInfo(Journal).Length : 0;
        if (point is null)
        {
            await using var process = StartLoad(round, random.Next(4) == 0 ? ["--rebuilds", "1"] : []);
            await process.GrownAsync(length, random.Next(1, 20_000));
            process.Kill();
            await ExpectKillAsync(process, round);
        }
        else
        {
            var pass = point.StartsWith("rebuild", StringComparison.Ordinal) ? random.Next(1, 3) : random.Next(1, 25);
            await using var process = StartLoad(round, "--kill-at", $"{point}:{pass}", "--rebuilds", point.StartsWith("rebuild", StringComparison.Ordinal) ? "1" : "0");
            await ExpectKillAsync(process, round);
            hits[point]++;
        }

        inDoubt += JournalContent.Read(Journal).InDoubt.Count;
    }

    private async Task ExpectKillAsync(SeatBankProcess process, int round)
    {
        var errors = await process.EndAsync();
        process.WasKilled.ShouldBeTrue($"seed {seed}, round {round}: exit code {process.ExitCode}. {errors}");
        killed++;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
