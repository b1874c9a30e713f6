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
/// <param name="Hash">SHA-256 over the previous event's hash and everything above.</param>
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
    ReadOnlyMemory<byte> Hash);

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
