using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;
using Contrail.Engine.Tests.Conformance;

namespace Contrail.Engine.Tests.InMemory;

public sealed class InMemoryLog : LogConformance
{
    protected override bool KeepsAnchor => false;

    protected override bool AllowsSeveralNodes => true;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}

public sealed class InMemorySubscriptions : SubscriptionStoreConformance
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}

public sealed class InMemoryReadModels : ReadModelConformance
{
    protected override bool HasSql => false;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}

public sealed class InMemoryLogModel : LogModelConformance
{
    protected override int Scripts => 300;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
