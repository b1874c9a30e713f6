using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;

namespace Contrail.Engine.Tests.Postgres;

public sealed class PostgresLog : LogConformance
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleName);
}

public sealed class PostgresSubscriptions : SubscriptionStoreConformance
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleName);
}

public sealed class PostgresReadModels : ReadModelConformance
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(PostgresServer.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => PostgresServer.DropAsync(ModuleName);
}
