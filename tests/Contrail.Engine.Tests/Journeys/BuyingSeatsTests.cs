using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Postgres;
using Contrail.Engine.Tests.Sqlite;

namespace Contrail.Engine.Tests.Journeys;

public sealed class BuyingSeatsInMemory : BuyingSeats
{
    protected override IStorage CreateStorage() => new InMemoryStorage();
}

public sealed class BuyingSeatsOnSqlite : BuyingSeats
{
    private readonly SqliteFolder folder = new();

    protected override IStorage CreateStorage() => folder.Storage();

    protected override ValueTask DeleteAsync() => folder.DeleteAsync();
}

public sealed class BuyingSeatsOnPostgres : BuyingSeats
{
    private readonly PostgresDatabase database = new();

    protected override IStorage CreateStorage() => database.Storage();

    protected override ValueTask DeleteAsync() => database.DropAsync();
}
