using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Contrail.Engine.Events;

/// <summary>
/// Turns events and stored commands into JSON and back: camelCase, enums by name, typed ids as text. Limits are checked
/// where something is written, so that nothing unreadable is ever stored.
/// </summary>
public sealed class EventSerializer(EventTypes types)
{
    /// <summary>Largest content of one event in bytes of UTF-8: 1 MiB less one byte.</summary>
    public const int MaxBytes = (1024 * 1024) - 1;

    /// <summary>Deepest nesting of one event's content.</summary>
    public const int MaxDepth = 64;

    /// <summary>The JSON form of everything that is stored. Members unknown to this version are skipped when read: an
    /// addition that keeps the schema version must be readable by the previous release.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = MaxDepth,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new TypedIdJsonConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The registered types.</summary>
    public EventTypes Types { get; } = types;

    /// <summary>Serialises an event or stored command.</summary>
    /// <exception cref="UnknownEventTypeException">The type is not registered.</exception>
    /// <exception cref="EventTooLargeException">It is larger than <see cref="MaxBytes"/> or nested deeper than <see cref="MaxDepth"/>.</exception>
    public (WireName Name, ReadOnlyMemory<byte> Data) Serialize(object @event)
    {
        var name = Types.NameOf(@event.GetType());
        byte[] data;
        try
        {
            data = JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), Options);
        }
        catch (JsonException e)
        {
            throw new EventTooLargeException($"{name} cannot be stored: {e.Message} Nest its content at most {MaxDepth} deep, and leave no member null that may not be.", e);
        }

        return data.Length <= MaxBytes
            ? (name, data)
            : throw new EventTooLargeException($"{name} is {data.Length} bytes; an event holds at most {MaxBytes}. Store large content elsewhere and refer to it.");
    }

    /// <summary>Deserialises a stored event, lifting an older schema version step by step. Whoever asks again for the same event gets the same object.</summary>
    /// <exception cref="UnknownEventTypeException">Unknown type, or a newer schema version than this program knows.</exception>
    /// <exception cref="UnreadableEventException">The content does not fit the type.</exception>
    public object Deserialize(RecordedEvent recorded) => recorded.ReadContent(this);

    /// <summary>Deserialises stored content.</summary>
    /// <inheritdoc cref="Deserialize(RecordedEvent)" path="/exception"/>
    public object Deserialize(string type, int schemaVersion, ReadOnlySpan<byte> data)
    {
        var known = Types.Find(type);
        if (schemaVersion > known.SchemaVersion)
        {
            throw new UnknownEventTypeException(
                $"The log holds {type}.v{schemaVersion}, but this version knows only up to v{known.SchemaVersion}. Upgrade this node; the event is kept.");
        }

        try
        {
            return (schemaVersion == known.SchemaVersion
                ? known.TryRead(data) ?? JsonSerializer.Deserialize(data, known.ClrType, Options)
                : Lift(known, schemaVersion, data).Deserialize(known.ClrType, Options))
                ?? throw new UnreadableEventException($"The content of {type}.v{schemaVersion} is null.", null);
        }
        catch (Exception e) when (e is not UnreadableEventException)
        {
            // Converters and upcasters are code of modules: whatever they throw at content, the content does not fit.
            throw new UnreadableEventException($"The content of {type}.v{schemaVersion} does not fit {known.ClrType.Name}: {e.Message}", e);
        }
    }

    private static JsonObject Lift(EventTypes.Known known, int from, ReadOnlySpan<byte> data)
    {
        var json = JsonNode.Parse(data, documentOptions: new() { MaxDepth = MaxDepth }) as JsonObject
            ?? throw new JsonException("it is not an object.");
        for (var version = from; version < known.SchemaVersion; version++)
        {
            json = known.Upcasters[version](json);
        }

        return json;
    }
}

/// <summary>Content that is too large or nested too deeply to be stored. Nothing was stored.</summary>
public sealed class EventTooLargeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Stored content that does not fit its type. The event is kept as it is.</summary>
public sealed class UnreadableEventException(string message, Exception? inner) : Exception(message, inner);
