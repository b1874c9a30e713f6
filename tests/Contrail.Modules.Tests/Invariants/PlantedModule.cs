using Contrail.Engine.AspNetCore;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Invariants;

/// <summary>A module into whose log a test writes past its rules: whatever it claims is what its read models show.</summary>
internal sealed class PlantedModule : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string name;

    private PlantedModule(string name) => this.name = name;

    public RunningModules Modules { get; } = new();

    public ManualClock Clock { get; } = new();

    private RunningModule Running => Modules.Find(name)!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PlantedModule> StartAsync(Module module)
    {
        var planted = new PlantedModule(module.Name);
        var options = new ModuleOptions { Clock = planted.Clock, Transport = new InMemoryTransport() };
        await planted.Modules.StartAsync(module, new InMemoryStorage(planted.Clock), options, Cancel);
        return planted;
    }

    /// <summary>Writes events to a stream, and returns when everything has followed.</summary>
    public async Task PlantAsync(string stream, params object[] events)
    {
        var id = Guid.CreateVersion7();
        var metadata = new EventMetadata(id, null, id).ToJson();
        var planted = events.Select(e => Running.Serializer.Serialize(e)).Select(e =>
            new NewEvent(Guid.CreateVersion7(), e.Name.Type, e.Name.SchemaVersion, e.Data, metadata, Clock.GetUtcNow())).ToList();
        var version = await Running.Log.ReadWholeStreamAsync(stream, cancellation: Cancel).CountAsync(Cancel);
        var outcomes = await Running.Log.AppendAsync([new AppendUnit(id, [], [new StreamWrite(stream, version, planted)], [], "{}"u8.ToArray())], Cancel);
        outcomes.ShouldHaveSingleItem().ShouldBeOfType<AppendOutcome.Appended>();
        for (var seen = -1L; seen != (await Running.Log.ReadHeadAsync(Cancel)).Position;)
        {
            seen = (await Running.Log.ReadHeadAsync(Cancel)).Position;
            await Running.CaughtUpAsync(seen, Patience, Cancel);
        }
    }

    /// <summary>What the examination of a promise finds wrong now.</summary>
    public static async Task<IReadOnlyList<Deviation>> DeviationsOf(IInvariant invariant) => (await invariant.ExamineAsync(Cancel)).Deviations;

    public ValueTask DisposeAsync() => Modules.DisposeAsync();
}
