using Contrail.Benchmarks.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Benchmarks.Works;

/// <summary>Fills a log as commands of one event each would: interleaved streams, an outcome beside each event.</summary>
internal static class ReplayLog
{
    private const int UnitsAtOnce = 500;
    private static readonly ReadOnlyMemory<byte> Outcome = "{}"u8.ToArray();

    /// <summary>Appends ten events to each of the streams, in turn.</summary>
    public static async Task FillAsync(IStorage storage, EventSerializer serializer, int streams, string idPrefix)
    {
        await using var module = await storage.OpenAsync(ParcelModule.ModuleName).ConfigureAwait(false);
        var metadata = new EventMetadata(Guid.CreateVersion7(), null, Guid.CreateVersion7(), "user:bench").ToJson();
        var now = TimeProvider.System.GetUtcNow();
        var units = new List<AppendUnit>(UnitsAtOnce);
        for (var i = 0; i < streams * 10; i++)
        {
            var id = $"{idPrefix}{i % streams:D12}00000000000000000000"[..32];
            var (name, data) = serializer.Serialize(ParcelScanned.Sample(id, (i / streams) + 1));
            var e = new NewEvent(Guid.CreateVersion7(), name.Type, name.SchemaVersion, data, metadata, now);
            units.Add(new AppendUnit(Guid.CreateVersion7(), [], [new StreamWrite($"parcel-{id}", i / streams, [e])], [], Outcome));
            if (units.Count == UnitsAtOnce || i == (streams * 10) - 1)
            {
                await module.Log.AppendAsync(units, CancellationToken.None).ConfigureAwait(false);
                units.Clear();
            }
        }
    }
}
