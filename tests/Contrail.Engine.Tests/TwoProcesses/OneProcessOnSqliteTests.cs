using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Engine.Tests.Crash;
using Contrail.Engine.Tests.Journeys;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.TwoProcesses;

/// <summary>A second process on one SQLite log is told what to do, and may begin as soon as the first is gone.</summary>
[Trait("Category", "Slow")]
public sealed class OneProcessOnSqliteTests : IDisposable
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("contrail-one-");

    private string Data => Path.Combine(scratch.FullName, "data");

    [Fact]
    public async Task A_second_process_is_refused_and_a_killed_one_leaves_the_log_to_the_next()
    {
        await using var first = Start("first", 1);
        await first.NotedAsync("started");
        await using var second = Start("second", 2, "--operations", "20");
        var refusal = await second.EndAsync();

        second.ExitCode.ShouldBe(4);
        refusal.ShouldContain("another process has it open");
        refusal.ShouldContain(Data);
        refusal.ShouldContain("use PostgreSQL");
        first.Kill();
        await first.EndAsync();
        await using var third = Start("second", 2, "--operations", "20");
        (await third.EndAsync()).ShouldBeEmpty();
        third.ExitCode.ShouldBe(0);
        (await SeatAudit.RunAsync(new SqliteStorage(new SqliteOptions(Data)), PathOf("first"), PathOf("second"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_frozen_process_still_has_the_log()
    {
        await using var frozen = Start("first", 1, "--stop-at", "before-append:5");
        await frozen.NotedAsync("stopped before-append");

        Should.Throw<StorageInUseException>(() => new SqliteStorage(new SqliteOptions(Data)).OpenAsync("bank").AsTask());
        frozen.Kill();
        await frozen.EndAsync();
        (await SeatAudit.RunAsync(new SqliteStorage(new SqliteOptions(Data)), PathOf("first"))).ShouldBeEmpty();
    }

    public void Dispose() => scratch.Delete(recursive: true);

    private string PathOf(string node) => Path.Combine(scratch.FullName, node);

    private SeatBankProcess Start(string node, int round, params IEnumerable<string> more) =>
        SeatBankProcess.Start("load", PathOf(node), ["--store", "sqlite", "--where", Data, "--round", $"{round}", .. more]);
}
