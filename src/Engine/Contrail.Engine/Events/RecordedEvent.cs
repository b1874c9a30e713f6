namespace Contrail.Engine.Events;

/// <summary>One event as it lies in the log: immutable, verbatim, not yet deserialised.</summary>
/// <param name="Position">Its place in the log: 1, 2, 3, ... without gaps.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream: 1, 2, 3, ... without gaps.</param>
/// <param name="Id">Unique for ever (UUID version 7).</param>
/// <param name="Type">Wire name without the version.</param>
/// <param name="SchemaVersion">Version of the wire name.</param>
/// <param name="Data">The content: JSON in UTF-8, exactly the bytes that were hashed.</param>
/// <param name="Metadata">See <see cref="EventMetadata"/>: JSON in UTF-8, exactly the bytes that were hashed.</param>
/// <param name="RecordedAt">When it was decided, by the module's clock, in whole microseconds. Never an order.</param>
/// <param name="Hash">See <see cref="Log.HashChain"/>: over the previous event's hash and everything above but the position.</param>
public sealed record RecordedEvent(
    long Position,
    string Stream,
    long Version,
    Guid Id,
    string Type,
    int SchemaVersion,
    ReadOnlyMemory<byte> Data,
    ReadOnlyMemory<byte> Metadata,
    DateTimeOffset RecordedAt,
    ReadOnlyMemory<byte> Hash)
{
    private Kept<object> content;
    private Kept<EventMetadata> metadata;

    /// <summary>The metadata, read once for everybody.</summary>
    public EventMetadata ReadMetadata() => metadata.Find(this, null) ?? metadata.Keep(this, null, EventMetadata.FromJson(Metadata));

    /// <summary>What a serializer makes of the content, made once for everybody: it is shared, and nobody may change it.</summary>
    internal object ReadContent(EventSerializer serializer) =>
        content.Find(this, serializer) ?? content.Keep(this, serializer, serializer.Deserialize(Type, SchemaVersion, Data.Span));

    /// <summary>What was made of an event. It is no part of what the event is, so any two are equal; a changed copy makes its own.</summary>
    private struct Kept<T> : IEquatable<Kept<T>>
        where T : class
    {
        private Made? made;

        public readonly T? Find(RecordedEvent of, EventSerializer? by) => made is { } known && ReferenceEquals(known.Of, of) && known.By == by ? known.Value : null;

        public T Keep(RecordedEvent of, EventSerializer? by, T value)
        {
            Volatile.Write(ref made, new Made(of, by, value));
            return value;
        }

        public readonly bool Equals(Kept<T> other) => true;

        public override readonly bool Equals(object? obj) => obj is Kept<T>;

        public override readonly int GetHashCode() => 0;

        private sealed record Made(RecordedEvent Of, EventSerializer? By, T Value);
    }
}

/// <summary>The content of an event of a known stream, while it is being read.</summary>
public readonly ref struct EventContent
{
    /// <summary>Wire name without the version.</summary>
    public required string Type { get; init; }

    /// <summary>Version of the wire name.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>JSON in UTF-8; it lies in a buffer that holds the next event's afterwards.</summary>
    public required ReadOnlySpan<byte> Data { get; init; }
}

/// <summary>Takes the content of an event from a read that goes on.</summary>
public delegate void ContentVisitor(EventContent content);

/// <summary>An event on its way into the log; position, version and hash are given to it by the append.</summary>
/// <param name="Id">Unique for ever (UUID version 7).</param>
/// <param name="Type">Wire name without the version.</param>
/// <param name="SchemaVersion">Version of the wire name.</param>
/// <param name="Data">JSON in UTF-8.</param>
/// <param name="Metadata">JSON in UTF-8.</param>
/// <param name="RecordedAt">When it was decided; stored in whole microseconds.</param>
public sealed record NewEvent(
    Guid Id,
    string Type,
    int SchemaVersion,
    ReadOnlyMemory<byte> Data,
    ReadOnlyMemory<byte> Metadata,
    DateTimeOffset RecordedAt);

/// <summary>A deserialised event together with where and when it was recorded.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <param name="Event">The content, upcast to the newest schema version.</param>
/// <param name="Recorded">The stored event.</param>
/// <param name="Metadata">Who, why and when.</param>
public sealed record EventEnvelope<TEvent>(TEvent Event, RecordedEvent Recorded, EventMetadata Metadata);
