using Contrail.Engine.Tests.Journeys;
using Contrail.Engine.Tests.Postgres;
using Contrail.SeatBank.Load;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>PostgreSQL is killed, again and again, under a process that lives on and goes on working with what the server still has.</summary>
[Trait("Category", "Slow")]
[Trait("Store", "PostgreSQL")]
public sealed class KilledServer(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Kills = 6;
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-server-");
    private PrivateServer server = null!;

    private string Journal => Path.Combine(scratch.FullName, "acks");

    private string Anchors => Path.Combine(scratch.FullName, "anchors");

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed_again_and_again()
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        var random = new Random(seed);
        await using var process = SeatBankProcess.Start(
            "load", Journal, "--seed", $"{seed}", "--round", "0", "--store", "postgres", "--where", server.ConnectionString, "--anchors", Anchors);
        for (var kill = 0; kill < Kills; kill++)
        {
            await process.GrownAsync(File.Exists(Journal) ? new FileInfo(Journal).Length : 0, random.Next(5_000, 50_000));
            process.HasExited.ShouldBeFalse("it outlives the server");
            await server.CrashAsync();
        }

        await process.GrownAsync(new FileInfo(Journal).Length, 20_000);
        process.HasExited.ShouldBeFalse("it outlives the server");
        process.Kill();
        await process.EndAsync();

        output.WriteLine($"{JournalContent.Read(Journal).Answers.Count} answered over {Kills} kills");
        (await SeatAudit.RunAsync(server.Storage(Anchors), Journal)).ShouldBeEmpty($"seed {seed}");
    }

    public async ValueTask InitializeAsync() => server = await PrivateServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        scratch.Delete(recursive: true);
    }
}
