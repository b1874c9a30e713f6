using System.Text.Json;
using Contrail.Engine.Events;

namespace Contrail.Engine.AspNetCore;

/// <summary>An event as it lies in a log.</summary>
/// <param name="Module">Whose log.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Data">The content; over HTTP without secrets such as hashes of passwords.</param>
/// <param name="Metadata">Who caused it and why.</param>
public sealed record StoredEvent(
    string Module, long Position, string Stream, long Version, Guid Id, string Type, DateTimeOffset RecordedAt, JsonElement Data, JsonElement Metadata)
{
    /// <summary>To show to an operator.</summary>
    internal static StoredEvent Of(string module, RecordedEvent e)
    {
        var whole = Verbatim(module, e);
        return whole with { Data = Secrets.Hide(whole.Data) };
    }

    /// <summary>To export.</summary>
    internal static StoredEvent Verbatim(string module, RecordedEvent e) => new(
        module, e.Position, e.Stream, e.Version, e.Id, new WireName(e.Type, e.SchemaVersion).ToString(), e.RecordedAt, Json(e.Data), Json(e.Metadata));

    private static JsonElement Json(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = EventSerializer.MaxDepth + 1 });
        return JsonElement.ParseValue(ref reader);
    }
}

/// <summary>Events of a log.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">The <c>after</c> (or <c>before</c>, newest first) of the next page; null when there is no more for now.</param>
/// <param name="Head">The log's last position.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Items, long? Next, long Head);
