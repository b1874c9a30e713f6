using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Decisions;
using Contrail.Engine.Tests.Events;
using Contrail.Engine.Tests.Messaging;
using Contrail.Engine.Tests.Processes;
using Contrail.Engine.Tests.Scheduling;
using Contrail.Engine.Tests.Subscriptions;

namespace Contrail.Engine.Tests.Postgres;

public sealed class RepeatingCommandsOnPostgres : RepeatingCommands
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class FailingStoresOnPostgres : FailingStores
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class KeepingSnapshotsOnPostgres : KeepingSnapshots
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class SharingOneLogOnPostgres : SharingOneLog
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class ReadingForeignLogsOnPostgres : ReadingForeignLogs
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class RelayingMessagesOnPostgres : RelayingMessages
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class RunningPurchasesOnPostgres : RunningPurchases
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class RunningScheduledCommandsOnPostgres : RunningScheduledCommands
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class ParkingPoisonOnPostgres : ParkingPoison
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class RunningSubscriptionsOnPostgres : RunningSubscriptions
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class BuildingReadModelsOnPostgres : BuildingReadModels
{
    private readonly PostgresDatabase database = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult(database.Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}

public sealed class WhateverHappensOnPostgres : WhateverHappens
{
    private PostgresDatabase database = new();

    protected override int Scripts => 5;

    protected override void SkipWithoutStore() => _ = PostgresServer.ConnectionString;

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult((database = new PostgresDatabase()).Storage());

    protected override ValueTask DestroyAsync(IStorage created) => database.DropAsync();
}
