using System.Buffers;
using System.Text.Json;

namespace Contrail.Engine.Events;

/// <summary>Who caused an event and why. Stored beside every event.</summary>
/// <param name="CorrelationId">Shared by everything that one intention of one person set off, across modules.</param>
/// <param name="CausationId">The id of the event or message that led to the command; absent when a person did.</param>
/// <param name="CommandId">The command that decided the event.</param>
/// <param name="Actor">Who asked for it, for example <c>user:0199..</c> or <c>process:purchase</c>.</param>
/// <param name="TraceParent">W3C trace context of the request, if one was being traced.</param>
/// <param name="Source">For accepted messages: the module that published it.</param>
/// <param name="SourceSequence">For accepted messages: ascending per source stream; the ground of deduplication.</param>
public sealed record EventMetadata(
    Guid CorrelationId,
    Guid? CausationId,
    Guid CommandId,
    string? Actor = null,
    string? TraceParent = null,
    string? Source = null,
    long? SourceSequence = null)
{
    // Kept for a thread: there is one to write for each command.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>Writes the JSON form that is stored and hashed.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = scratch ??= new ArrayBufferWriter<byte>(256);
        buffer.ResetWrittenCount();
        var json = writer ??= new Utf8JsonWriter(buffer);
        json.Reset();
        json.WriteStartObject();
        json.WriteString("correlationId"u8, CorrelationId);
        json.WriteString("commandId"u8, CommandId);
        if (CausationId is { } causation)
        {
            json.WriteString("causationId"u8, causation);
        }

        WriteText(json, "actor"u8, Actor);
        WriteText(json, "traceParent"u8, TraceParent);
        WriteText(json, "source"u8, Source);
        if (SourceSequence is { } sequence)
        {
            json.WriteNumber("sourceSequence"u8, sequence);
        }

        json.WriteEndObject();
        json.Flush();

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the stored form. Members that a newer version wrote are skipped.</summary>
    public static EventMetadata FromJson(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        return new EventMetadata(
            root.GetProperty("correlationId"u8).GetGuid(),
            root.TryGetProperty("causationId"u8, out var causation) ? causation.GetGuid() : null,
            root.GetProperty("commandId"u8).GetGuid(),
            ReadText(root, "actor"u8),
            ReadText(root, "traceParent"u8),
            ReadText(root, "source"u8),
            root.TryGetProperty("sourceSequence"u8, out var sequence) ? sequence.GetInt64() : null);
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? ReadText(JsonElement root, ReadOnlySpan<byte> name) =>
        root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
