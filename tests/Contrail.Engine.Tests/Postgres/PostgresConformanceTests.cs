using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;
using Contrail.Engine.Tests.Conformance;

namespace Contrail.Engine.Tests.Postgres;

public sealed class PostgresLog : LogConformance
{
    protected override bool AllowsSeveralNodes => true;

    protected override bool KeepsAnchor => false; // Nodes that share a log keep their anchors apart; see PostgresTests.

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleNames);
}

public sealed class PostgresLogModel : LogModelConformance
{
    protected override int Scripts => 40;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleNames);
}

public sealed class PostgresSubscriptions : SubscriptionStoreConformance
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleNames);
}

public sealed class PostgresReadModels : ReadModelConformance
{
    protected override string CountIndexesSql(string table) =>
        $"select count(*) from pg_indexes where schemaname = current_schema() and tablename = '{table}' and indexname <> '{table}_pkey'";

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleNames);
}
