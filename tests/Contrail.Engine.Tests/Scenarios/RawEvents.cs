using System.Text;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.Tests.Scenarios;

/// <summary>Puts events into a log that no aggregate decided, as older, newer or foreign programs would.</summary>
internal static class RawEvents
{
    public static async Task AppendRawAsync(this RunningModule module, string stream, params (string Type, int Version, string Json)[] events)
    {
        var id = Guid.CreateVersion7();
        var metadata = new EventMetadata(id, null, id).ToJson();
        var existing = await module.Log.ReadWholeStreamAsync(stream).CountAsync();
        var made = events.Select(e => new NewEvent(Guid.CreateVersion7(), e.Type, e.Version, Encoding.UTF8.GetBytes(e.Json), metadata, TimeProvider.System.GetUtcNow())).ToList();
        await module.Log.AppendAsync([new AppendUnit(id, [], [new StreamWrite(stream, existing, made)], [], "{}"u8.ToArray())], CancellationToken.None);
    }
}
