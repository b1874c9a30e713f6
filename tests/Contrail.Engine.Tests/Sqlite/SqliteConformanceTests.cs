using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;
using Contrail.Engine.Tests.Conformance;

namespace Contrail.Engine.Tests.Sqlite;

public sealed class SqliteLog : LogConformance
{
    private readonly SqliteFolder folder = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(folder.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => folder.DeleteAsync();
}

public sealed class SqliteSubscriptions : SubscriptionStoreConformance
{
    private readonly SqliteFolder folder = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(folder.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => folder.DeleteAsync();
}

public sealed class SqliteReadModels : ReadModelConformance
{
    private readonly SqliteFolder folder = new();

    protected override string CountIndexesSql(string table) =>
        $"select count(*) from sqlite_schema where type = 'index' and tbl_name = '{table}' and sql is not null";

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(folder.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => folder.DeleteAsync();
}

public sealed class SqliteLogModel : LogModelConformance
{
    private readonly SqliteFolder folder = new();

    protected override int Scripts => 100;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(folder.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => folder.DeleteAsync();
}
