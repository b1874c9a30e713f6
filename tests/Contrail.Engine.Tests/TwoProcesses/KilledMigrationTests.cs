using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Contrail.Engine.Sqlite;
using Contrail.Engine.Tests.Crash;
using Contrail.Engine.Tests.Postgres;
using Contrail.Engine.Tests.Tamper;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.TwoProcesses;

/// <summary>A process is killed in each step of the migrations, the step done and not yet committed. The next one goes on from there.</summary>
[Trait("Category", "Slow")]
public sealed class KilledMigrationTests : IDisposable
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-migrate-");

    private string Journal => Path.Combine(scratch.FullName, "acks");

    [Fact]
    public async Task On_SQLite_every_step_survives_a_kill()
    {
        var data = Path.Combine(scratch.FullName, "data");
        await KillInEachAsync(SqliteMigrations.LogSteps.Concat(SqliteMigrations.ReadSteps), "sqlite", data);

        await ShouldWorkAsync(new SqliteStorage(new SqliteOptions(data)));
    }

    [Fact]
    [Trait("Store", "PostgreSQL")]
    public async Task On_PostgreSQL_every_step_survives_a_kill()
    {
        var database = new PostgresDatabase();
        await database.CreateAsync();
        try
        {
            await KillInEachAsync(PostgresMigrations.Steps, "postgres", database.ConnectionString);

            await ShouldWorkAsync(database.Storage());
        }
        finally
        {
            await database.DropAsync();
        }
    }

    public void Dispose() => scratch.Delete(recursive: true);

    private static async Task ShouldWorkAsync(IStorage storage)
    {
        await using var module = await storage.OpenAsync("bank");
        await LogContent.FillAsync(module.Log, 0, 10, perBatch: 5);
        (await module.Log.ReadHeadAsync(CancellationToken.None)).Position.ShouldBe(10);
        (await module.Subscriptions.AcquireAsync("s", "me", TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldNotBeNull();
    }

    private async Task KillInEachAsync(IEnumerable<string> steps, string store, string where)
    {
        var count = 0;
        foreach (var step in steps)
        {
            await using var process = SeatBankProcess.Start("migrate", Journal, "--store", store, "--where", where, "--kill-at", step);
            var errors = await process.EndAsync();
            process.WasKilled.ShouldBeTrue($"{step}: {errors}");
            count++;
        }

        count.ShouldBeGreaterThan(1);
        await using var last = SeatBankProcess.Start("migrate", Journal, "--store", store, "--where", where);
        (await last.EndAsync()).ShouldBeEmpty();
        last.ExitCode.ShouldBe(0);
    }
}
