using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Crash;
using Contrail.Engine.Tests.Journeys;
using Contrail.Engine.Tests.Postgres;
using Contrail.SeatBank.Load;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.TwoProcesses;

/// <summary>Two processes on one PostgreSQL log, each with all modules.</summary>
[Trait("Category", "Slow")]
[Trait("Store", "PostgreSQL")]
public sealed class NodesOnPostgresTests : IAsyncLifetime
{
    private readonly PostgresDatabase database = new();
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-nodes-");

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DropAsync();
        scratch.Delete(recursive: true);
    }

    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_database_and_work_at_once_lose_and_double_nothing()
    {
        await using var first = Start("first", 1, "--operations", "300");
        await using var second = Start("second", 2, "--operations", "300");
        var errors = await Task.WhenAll(first.EndAsync(), second.EndAsync());

        (first.ExitCode, second.ExitCode).ShouldBe((0, 0), string.Concat(errors));
        await AuditAsync("first", "second");
    }

    [Fact]
    public async Task When_one_of_two_is_killed_the_other_takes_over_and_nothing_is_lost_or_doubled()
    {
        for (var round = 1; round <= 5; round++)
        {
            await using var victim = Start("first", round);
            await using var other = Start("second", 100 + round, "--operations", "150");
            await victim.GrownAsync(LengthOf("first"), 5_000);
            victim.Kill();
            var errors = await other.EndAsync();

            other.ExitCode.ShouldBe(0, errors);
        }

        await AuditAsync("first", "second");
    }

    [Theory]
    [InlineData("bank/process:seat_purchase")]
    [InlineData("bank/relay")]
    [InlineData("bank/bank_overview_v1_g1")]
    [InlineData("till/foreign_commands")]
    public async Task An_owner_that_is_frozen_past_its_lease_is_fenced_off_when_it_goes_on(string subscription)
    {
        // It freezes when it has handled events and is about to commit that.
        await using var frozen = Start("frozen", 1, "--stop-at", $"before-checkpoint-commit/{subscription}:3");
        await frozen.NotedAsync($"stopped before-checkpoint-commit/{subscription}");
        var (module, name) = (subscription.Split('/')[0], subscription.Split('/')[1]);
        var (epoch, checkpoint) = await ReadAsync(module, name);

        await using var other = Start("other", 2);
        await SeatBankProcess.PollAsync(
            async () => await ReadAsync(module, name) is var now && now.Epoch > epoch && now.Checkpoint > checkpoint, $"the other process takes {subscription} over");
        JournalContent.Read(PathOf("frozen")).Notes.ShouldNotContain($"fenced {subscription}");
        frozen.Continue();
        await frozen.NotedAsync($"fenced {subscription}");

        await frozen.GrownAsync(LengthOf("frozen"), 5_000);
        frozen.HasExited.ShouldBeFalse("it goes on deciding, and waits for its turn with the subscription");
        other.Kill();
        await other.EndAsync();
        var last = await ReadAsync(module, name);
        await SeatBankProcess.PollAsync(
            async () => await ReadAsync(module, name) is var now && now.Epoch > last.Epoch && now.Checkpoint > last.Checkpoint, $"the first process has its turn with {subscription}");
        frozen.Kill();
        await frozen.EndAsync();
        await AuditAsync("frozen", "other");
    }

    private string PathOf(string node) => Path.Combine(scratch.FullName, node);

    private long LengthOf(string node) => File.Exists(PathOf(node)) ? new FileInfo(PathOf(node)).Length : 0;

    private SeatBankProcess Start(string node, int round, params IEnumerable<string> more) => SeatBankProcess.Start(
        "load", PathOf(node), ["--store", "postgres", "--where", database.ConnectionString, "--seed", "11", "--round", $"{round}", "--lease", "600", .. more]);

    private async Task<(long Epoch, long Checkpoint)> ReadAsync(string module, string subscription)
    {
        var both = (string?)await database.ExecuteAsync($"select epoch || ' ' || checkpoint from {module}.subscriptions where name = '{subscription}'");
        return both?.Split(' ') is [var epoch, var checkpoint] ? (long.Parse(epoch), long.Parse(checkpoint)) : (0, 0);
    }

    private async Task AuditAsync(params IEnumerable<string> nodes) =>
        (await SeatAudit.RunAsync(database.Storage(), [.. nodes.Select(PathOf)])).ShouldBeEmpty();
}
