using Contrail.Engine.Sqlite;
using Contrail.Engine.Tests.Journeys;
using Contrail.SeatBank.Load;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>Writes to SQLite's files break off in the middle, again and again, under a process that lives on; in between there is room.</summary>
[Trait("Category", "Slow")]
public sealed class RunningOutOfRoom(ITestOutputHelper output) : IDisposable
{
    private const int Times = 3;
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-room-");

    private string Journal => Path.Combine(scratch.FullName, "acks");

    private string Data => Path.Combine(scratch.FullName, "data");

    [Fact]
    public async Task What_could_not_be_written_is_not_acknowledged_and_once_there_is_room_it_goes_on()
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        var random = new Random(seed);
        await using var process = SeatBankProcess.Start("load", Journal, "--seed", $"{seed}", "--round", "0", "--store", "sqlite", "--where", Data);
        await process.GrownAsync(0, 20_000);
        for (var time = 0; time < Times; time++)
        {
            var before = new FileInfo(Journal).Length;
            // The journal has to go on; the files of the store are, or soon will be, longer than that.
            process.LimitFiles(before + random.Next(200_000, 400_000));
            await process.UntilAsync(() => WrittenSince(before).Contains(LoadRun.Unavailable, StringComparison.Ordinal), "a command fails");
            process.LimitFiles(null);
            await process.GrownAsync(new FileInfo(Journal).Length, 20_000);
            process.HasExited.ShouldBeFalse($"seed {seed}: it outlives that");
        }

        process.Kill();
        await process.EndAsync();

        output.WriteLine($"{JournalContent.Read(Journal).Answers.Count} answered over {Times} times without room");
        (await SeatAudit.RunAsync(new SqliteStorage(new SqliteOptions(Data)), Journal)).ShouldBeEmpty($"seed {seed}");
    }

    public void Dispose() => scratch.Delete(recursive: true);

    private string WrittenSince(long position)
    {
        using var file = new StreamReader(new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        file.BaseStream.Position = position;
        return file.ReadToEnd();
    }
}
