using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
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
    /// <summary>The message in CloudEvents' JSON format.</summary>
    public byte[] ToCloudEvent()
    {
        var buffer = new ArrayBufferWriter<byte>(512 + Data.Length);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion"u8, "1.0"u8);
            json.WriteString("id"u8, Id);
            json.WriteString("source"u8, $"/contrail/{Source}");
            json.WriteString("type"u8, Type.ToString());
            json.WriteString("subject"u8, Subject);
            json.WriteString("time"u8, Time);
            json.WriteString("datacontenttype"u8, "application/json"u8);
            json.WriteString("sequence"u8, Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("correlationid"u8, CorrelationId);
            json.WriteString("causationid"u8, CausationId);
            WriteIfPresent(json, "traceparent"u8, TraceParent);
            WriteIfPresent(json, "target"u8, Target);
            json.WritePropertyName("data"u8);
            json.WriteRawValue(Data.Span);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
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
                JsonMarshal.GetRawUtf8Value(root.GetProperty("data")).ToArray());
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new UnreadableEventException($"The message is not a CloudEvent of Contrail: {e.Message}", e);
        }
    }

    private static void WriteIfPresent(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
