using Contrail.Engine.Sqlite;
using Contrail.Engine.Testing.Conformance;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Sqlite;

/// <summary>What is acknowledged is flushed: by default, not because somebody asked for it.</summary>
public sealed class SqliteDurabilityTests : IAsyncDisposable
{
    private const long Normal = 1;
    private const long Full = 2;
    private readonly SqliteDirectory directory = new();
    private int looks;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_is_written_with_synchronous_full_also_when_it_is_opened_again()
    {
        for (var opened = 0; opened < 2; opened++)
        {
            await using var module = await new SqliteStorage(directory.Options).OpenAsync("m", Cancel);
            var writer = ((SqliteLogStore)module.Log).Writer;
            writer.Use(SynchronousOf).ShouldBe(Full);

            await module.Log.AppendAsync([Draft.Unit().Writing("bank-1", opened)], Cancel);

            writer.Use(SynchronousOf).ShouldBe(Full);
        }
    }

    [Fact]
    public void The_file_of_read_models_is_written_with_synchronous_full_within_a_durable_write_alone()
    {
        using var writer = OpenReadModels();
        writer.Use(SynchronousOf).ShouldBe(Normal);
        writer.Write(SynchronousOf).ShouldBe(Normal);

        writer.WriteDurably(SynchronousOf).ShouldBe(Full);

        writer.Use(SynchronousOf).ShouldBe(Normal);
        writer.Write(SynchronousOf).ShouldBe(Normal);
    }

    [Fact]
    public void A_durable_write_that_fails_leaves_the_file_of_read_models_as_it_was()
    {
        using var writer = OpenReadModels();
        var within = 0L;

        Should.Throw<DivideByZeroException>(() => writer.WriteDurably<bool>(connection =>
        {
            within = SynchronousOf(connection);
            throw new DivideByZeroException();
        }));

        within.ShouldBe(Full);
        writer.Use(SynchronousOf).ShouldBe(Normal);
        writer.WriteDurably(SynchronousOf).ShouldBe(Full);
        writer.Use(SynchronousOf).ShouldBe(Normal);
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    private SqliteWriter OpenReadModels() => new(new SqliteFiles(directory.Path, "m").OpenReadForWriting);

    // SQLite answers this when the statement is prepared, and a connection keeps what it has prepared: each look is a text of its own.
    private long SynchronousOf(SqliteConnectionHandle connection) => connection.QueryInteger($"pragma synchronous -- look {++looks}");
}
