using Contrail.Engine.Decisions;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Sqlite;

/// <summary>Verifying and rebuilding what a stopped module has stored.</summary>
public sealed class LookingAfterStoredModules : IAsyncLifetime
{
    private static readonly SeatBankId Id = new("LH400");
    private readonly SqliteDirectory directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var bank = await RunningModule.StartAsync(new BankModule(), await directory.CreateAsync(), cancellation: Cancel);
        await bank.Decisions.ExecuteAsync(new OpenSeatBank(Id, "LH400", 10), CommandContext.New(), Cancel);
        var held = await bank.Decisions.ExecuteAsync(new HoldSeats(Id, "ada", 2), CommandContext.New(), Cancel);
        await bank.CaughtUpAsync(held.Position, TimeSpan.FromSeconds(30), Cancel);

        // By now the process has heard of it; what it recorded is in the read models, too.
        await bank.CaughtUpAsync((await bank.Log.ReadHeadAsync(Cancel)).Position, TimeSpan.FromSeconds(30), Cancel);
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Fact]
    public async Task A_stopped_module_is_whole_and_equals_its_rebuild_and_nothing_moves_meanwhile()
    {
        await using var stored = await OpenAsync();
        var head = await stored.Log.ReadHeadAsync(Cancel);

        (await stored.VerifyLogAsync(cancellation: Cancel)).IsWhole.ShouldBeTrue();
        stored.ReadModels.ShouldBe(["bank_overview", "holdings", "engine_processes"]);
        foreach (var readModel in stored.ReadModels)
        {
            var report = (await stored.VerifyReadModelAsync(readModel, Cancel)).ShouldNotBeNull();
            (report.Rows, report.Differences.Count).ShouldBe((1, 0), readModel);
        }

        (await stored.Log.ReadHeadAsync(Cancel)).Position.ShouldBe(head.Position);
    }

    [Fact]
    public async Task A_row_that_was_changed_is_found_and_mended_by_a_rebuild()
    {
        await ExecuteAsync("update bank_overview_v1_g1 set free = 9");
        await using (var stored = await OpenAsync())
        {
            (await stored.VerifyReadModelAsync("bank_overview", Cancel))!.Differences.ShouldBe(["LH400"]);
            var reported = new List<RebuildProgress>();

            await stored.RebuildAsync("bank_overview", new Reports(reported), Cancel);

            reported[^1].Position.ShouldBe(reported[^1].Head);
            (await stored.VerifyReadModelAsync("bank_overview", Cancel))!.Differences.ShouldBeEmpty();
        }

        await using var bank = await RunningModule.StartAsync(new BankModule(), await directory.CreateAsync(), cancellation: Cancel);
        (await bank.FindAsync<BankOverview>("bank_overview", Id, Cancel))!.Free.ShouldBe(8);
    }

    [Fact]
    public async Task A_read_model_that_was_never_built_is_not_compared()
    {
        await ExecuteAsync("update generations set version = 7 where read_model = 'holdings'");
        await using var stored = await OpenAsync();

        (await stored.VerifyReadModelAsync("holdings", Cancel)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => stored.VerifyReadModelAsync("nothing", Cancel));
        await Should.ThrowAsync<ArgumentException>(() => stored.RebuildAsync("nothing", cancellation: Cancel));
    }

    private async Task<ModuleMaintenance> OpenAsync() => await ModuleMaintenance.OpenAsync(new BankModule(), await directory.CreateAsync(), cancellation: Cancel);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(directory.Path, "bank.read.db")};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        (await command.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
    }

    private sealed class Reports(List<RebuildProgress> into) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => into.Add(value);
    }
}
