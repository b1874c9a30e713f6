using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Messaging;

/// <summary>An accepted message on its way into the log; it keeps its own metadata, so that cause and effect connect across modules.</summary>
internal sealed record ForeignEvent(string Type, int SchemaVersion, ReadOnlyMemory<byte> Data, EventMetadata Metadata) : IDomainEvent;

/// <summary>
/// What a module accepted of one stream of another module. It knows the last sequence number, so that a message that arrives
/// again, or late, changes nothing - however long ago it was first accepted.
/// </summary>
internal sealed class ForeignStream : AggregateRoot
{
    private long lastSequence;

    protected internal override string IdText => throw new InvalidOperationException("Foreign streams are found by their name.");

    /// <summary>False when the message was accepted before.</summary>
    public bool Accept(ForeignEvent message)
    {
        if (message.Metadata.SourceSequence <= lastSequence)
        {
            return false;
        }

        Apply(message);
        return true;
    }

    internal override bool NeedsMetadata => true;

    internal override void Fold(RecordedEvent recorded, EventSerializer serializer) =>
        Fold(new ForeignEvent(recorded.Type, recorded.SchemaVersion, recorded.Data, recorded.ReadMetadata()));

    private void When(ForeignEvent e) => lastSequence = e.Metadata.SourceSequence ?? lastSequence;
}
