using System.Text.Json;
using System.Text.Json.Nodes;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;

namespace Contrail.Engine.Messaging;

/// <summary>
/// What one module tells others: a CloudEvents 1.0 message. Its id and sequence follow from the event it was published from,
/// so publishing again publishes the same message.
/// </summary>
/// <param name="Id">CloudEvents id, unique with the source.</param>
/// <param name="Source">The publishing module.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="Subject">The stream of the event; messages of one subject arrive in the order of their sequence.</param>
/// <param name="Sequence">Ascending within a source and subject.</param>
/// <param name="Time">When the event was recorded.</param>
/// <param name="CorrelationId">See <see cref="EventMetadata.CorrelationId"/>.</param>
/// <param name="CausationId">The event it was published from.</param>
/// <param name="TraceParent">W3C trace context.</param>
/// <param name="Target">The only module it is meant for; null for whoever hears it.</param>
/// <param name="Data">The contract as JSON in UTF-8.</param>
public sealed record ContractMessage(
    Guid Id,
    string Source,
    WireName Type,
    string Subject,
    long Sequence,
    DateTimeOffset Time,
    Guid CorrelationId,
    Guid CausationId,
    string? TraceParent,
    string? Target,
    ReadOnlyMemory<byte> Data)
{
    /// <summary>The envelope is one level around content that may be as deep as an event.</summary>
    private static readonly JsonSerializerOptions Envelope = new() { MaxDepth = EventSerializer.MaxDepth + 1 };

    /// <summary>The message in CloudEvents' JSON format.</summary>
    public byte[] ToCloudEvent()
    {
        var json = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Id.ToString(),
            ["source"] = $"/contrail/{Source}",
            ["type"] = Type.ToString(),
            ["subject"] = Subject,
            ["time"] = Time,
            ["datacontenttype"] = "application/json",
            ["sequence"] = Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["correlationid"] = CorrelationId.ToString(),
            ["causationid"] = CausationId.ToString(),
            ["data"] = JsonNode.Parse(Data.Span, documentOptions: new() { MaxDepth = EventSerializer.MaxDepth }),
        };
        AddIfPresent(json, "traceparent", TraceParent);
        AddIfPresent(json, "target", Target);
        return JsonSerializer.SerializeToUtf8Bytes(json, Envelope);
    }

    /// <summary>Reads CloudEvents' JSON format.</summary>
    /// <exception cref="UnreadableEventException">It is not a message of ours, is too large, or is nested too deeply.</exception>
    public static ContractMessage FromCloudEvent(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > EventSerializer.MaxBytes + 4096)
        {
            throw new UnreadableEventException($"The message is {utf8.Length} bytes; at most {EventSerializer.MaxBytes} of content are taken.", null);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = EventSerializer.MaxDepth + 1 });
            var root = document.RootElement;
            return new ContractMessage(
                root.GetProperty("id").GetGuid(),
                TableSchema.ValidateName(root.GetProperty("source").GetString()!.Split('/')[^1]),
                WireName.Parse(root.GetProperty("type").GetString()!),
                Log.StreamName.Validate(root.GetProperty("subject").GetString()!),
                long.Parse(root.GetProperty("sequence").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                root.GetProperty("time").GetDateTimeOffset(),
                root.GetProperty("correlationid").GetGuid(),
                root.GetProperty("causationid").GetGuid(),
                TextOf(root, "traceparent"),
                TextOf(root, "target"),
                JsonSerializer.SerializeToUtf8Bytes(root.GetProperty("data")));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new UnreadableEventException($"The message is not a CloudEvent of Contrail: {e.Message}", e);
        }
    }

    private static void AddIfPresent(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
