using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Decisions;
using Contrail.Engine.Tests.Events;
using Contrail.Engine.Tests.Messaging;
using Contrail.Engine.Tests.Processes;
using Contrail.Engine.Tests.Scheduling;
using Contrail.Engine.Tests.Subscriptions;

namespace Contrail.Engine.Tests.Sqlite;

public sealed class RepeatingCommandsOnSqlite : RepeatingCommands
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class FailingStoresOnSqlite : FailingStores
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class KeepingSnapshotsOnSqlite : KeepingSnapshots
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class ReadingForeignLogsOnSqlite : ReadingForeignLogs
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class RelayingMessagesOnSqlite : RelayingMessages
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class RunningPurchasesOnSqlite : RunningPurchases
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class RunningScheduledCommandsOnSqlite : RunningScheduledCommands
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class ParkingPoisonOnSqlite : ParkingPoison
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class RunningSubscriptionsOnSqlite : RunningSubscriptions
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class BuildingReadModelsOnSqlite : BuildingReadModels
{
    private readonly SqliteDirectory directory = new();

    protected override ValueTask<IStorage> CreateAsync() => directory.CreateAsync();

    protected override ValueTask DestroyAsync(IStorage created) => directory.DisposeAsync();
}

public sealed class WhateverHappensOnSqlite : WhateverHappens
{
    private Func<ValueTask> destroy = () => ValueTask.CompletedTask;

    protected override int Scripts => 8;

    protected override bool AllowsSeveralNodes => false;

    protected override ValueTask<IStorage> CreateAsync()
    {
        var directory = new SqliteDirectory();
        destroy = directory.DisposeAsync;
        return directory.CreateAsync();
    }

    protected override ValueTask DestroyAsync(IStorage created) => destroy();
}
