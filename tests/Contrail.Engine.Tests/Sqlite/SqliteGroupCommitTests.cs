using Contrail.Engine.Sqlite;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Sqlite;

/// <summary>Commits that wait become one transaction; one that cannot be written does not keep the others from it.</summary>
public sealed class SqliteGroupCommitTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contrail-group-");
    private readonly ManualResetEventSlim go = new();
    private readonly SqliteWriter writer;
    private readonly SqliteGroupCommit group;

    public SqliteGroupCommitTests()
    {
        writer = new SqliteWriter(new SqliteFiles(folder.FullName, "m").OpenReadForWriting);
        writer.Use(connection => connection.Execute("create table kept (name text primary key)"));
        group = new SqliteGroupCommit(writer);
    }

    [Fact]
    public async Task What_waits_behind_a_commit_is_one_transaction()
    {
        var first = Occupy();
        var seenOutside = -1L;
        var waiting = new[] { KeepAsync("a"), KeepAsync("b"), group.WriteAsync(_ => seenOutside = CountFromOutside()).AsTask() };

        go.Set();
        await Task.WhenAll([first, .. waiting]);

        seenOutside.ShouldBe(0, "a and b are not committed before what came with them");
        CountFromOutside().ShouldBe(2);
    }

    [Fact]
    public async Task One_that_cannot_be_written_fails_alone_and_leaves_nothing()
    {
        var first = Occupy();
        var (good, bad, after) = (KeepAsync("a"), KeepAsync("b", "a"), KeepAsync("c"));

        go.Set();
        await Task.WhenAll(first, good, after);

        await Should.ThrowAsync<InvalidOperationException>(bad);
        CountFromOutside().ShouldBe(2);
    }

    public void Dispose()
    {
        writer.Dispose();
        go.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>A commit that goes on until it is let go, so that what follows waits for it.</summary>
    private Task Occupy()
    {
        var begun = new TaskCompletionSource();
        var commit = Task.Run(() => group.WriteAsync(_ =>
        {
            begun.SetResult();
            go.Wait(TestContext.Current.CancellationToken);
        }).AsTask());
        begun.Task.Wait(TestContext.Current.CancellationToken);
        return commit;
    }

    private Task KeepAsync(params string[] names) => group.WriteAsync(connection =>
    {
        foreach (var name in names)
        {
            connection.Prepare("insert into kept (name) values (?1)").BindText(1, name).Run();
        }
    }).AsTask();

    private long CountFromOutside()
    {
        using var reader = SqliteConnectionHandle.Open(Path.Combine(folder.FullName, "m.read.db"), writable: false);
        return reader.QueryInteger("select count(*) from kept");
    }
}
