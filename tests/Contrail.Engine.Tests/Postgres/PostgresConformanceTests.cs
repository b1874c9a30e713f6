using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;
using Contrail.Engine.Tests.Conformance;

namespace Contrail.Engine.Tests.Postgres;

public sealed class PostgresLog : LogConformance
{
    private readonly DirectoryInfo anchors = Directory.CreateTempSubdirectory("contrail-anchors");

    protected override ValueTask<IStorage> CreateAsync() =>
        ValueTask.FromResult(PostgresServer.Storage(options => options with { AnchorDirectory = anchors.FullName }));

    protected override ValueTask DestroyAsync(IStorage created)
    {
        anchors.Delete(recursive: true);
        return PostgresServer.DropAsync(ModuleName);
    }
}

public sealed class PostgresLogModel : LogModelConformance
{
    protected override int Scripts => 40;

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
