using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Postgres;
using Contrail.SeatBank.Load;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

[Trait("Category", "Slow")]
[Trait("Store", "PostgreSQL")]
public sealed class CrashPostgres(ITestOutputHelper output) : CrashTests(output)
{
    private const int TerminationsOfAllConnections = 15;
    private readonly PostgresDatabase database = new();

    private string Anchors => Path.Combine(Scratch, "anchors");

    protected override IReadOnlyList<string> Place => ["--store", "postgres", "--where", database.ConnectionString, "--anchors", Anchors];

    protected override IStorage OpenStorage() => database.Storage(Anchors);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_server_ends_all_connections_again_and_again()
    {
        await using var process = StartLoad(round: 0);
        for (var i = 0; i < TerminationsOfAllConnections; i++)
        {
            await process.GrownAsync(JournalContent.Read(Journal).Sent.Count == 0 ? 0 : new FileInfo(Journal).Length, 10_000);
            await database.TerminateConnectionsAsync();
        }

        process.HasExited.ShouldBeFalse("it outlives its connections");
        process.Kill();
        await process.EndAsync();
        await AuditAsync();
    }

    protected override async ValueTask CreateAsync() => await database.CreateAsync();

    protected override ValueTask DeleteAsync() => database.DropAsync();
}
