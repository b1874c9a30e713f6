using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Engine.Testing.Conformance;
using Contrail.Engine.Tests.Conformance;

namespace Contrail.Engine.Tests.Sqlite;

public sealed class SqliteLog : LogConformance
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class SqliteSubscriptions : SubscriptionStoreConformance
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class SqliteReadModels : ReadModelConformance
{
    private readonly SqliteDirectory directory = new();

    protected override string? CountIndexesSql(string table) => $"select count(*) from sqlite_master where type = 'index' and tbl_name = '{table}' and sql is not null";

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class SqliteLogModel : LogModelConformance
{
    private readonly SqliteDirectory directory = new();

    protected override int Scripts => 100;

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

/// <summary>A data directory for one test.</summary>
internal sealed class SqliteDirectory : IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("contrail-sqlite-").FullName;

    public SqliteOptions Options => new(Path);

    public ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new SqliteStorage(Options));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
