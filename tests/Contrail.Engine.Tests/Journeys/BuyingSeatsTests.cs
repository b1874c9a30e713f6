using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Engine.Tests.Postgres;
using Contrail.Engine.Tests.Sqlite;

namespace Contrail.Engine.Tests.Journeys;

public sealed class BuyingSeatsInMemory : BuyingSeats
{
    protected override IStorage CreateStorage() => new InMemoryStorage();
}

public sealed class BuyingSeatsOnSqlite : BuyingSeats
{
    private readonly SqliteDirectory directory = new();

    protected override IStorage CreateStorage() => new SqliteStorage(directory.Options);

    protected override ValueTask DeleteAsync() => directory.DisposeAsync();
}

public sealed class BuyingSeatsOnPostgres : BuyingSeats
{
    private readonly PostgresDatabase database = new();

    protected override IStorage CreateStorage() => database.Storage();

    protected override ValueTask DeleteAsync() => database.DropAsync();
}
