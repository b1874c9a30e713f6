using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Reactions;

/// <summary>Delivers events of one type to a reaction or side effect and carries out the command it names.</summary>
internal sealed class ReactionSubscriber<TEvent>(
    string name,
    Func<EventEnvelope<TEvent>, Guid, CancellationToken, ValueTask<ICommand?>> perform,
    bool isPure,
    DecisionLoop decisions,
    EventSerializer serializer,
    TimeProvider clock) : StreamwiseSubscriber(clock)
    where TEvent : notnull
{
    public override IReadOnlyCollection<string>? Types { get; } = [serializer.Types.NameOf(typeof(TEvent)).Type];

    public override bool IsNoticedOutside => !isPure;

    public override async Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation)
    {
        try
        {
            var envelope = Envelope(@event);
            if (isPure)
            {
                await perform(envelope, DerivedId.From(@event.Id, name), cancellation).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    protected override async ValueTask HandleOneAsync(RecordedEvent recorded, CancellationToken cancellation)
    {
        var envelope = Envelope(recorded);
        var command = await perform(envelope, DerivedId.From(recorded.Id, name), cancellation).ConfigureAwait(false);
        if (command is null)
        {
            return;
        }

        try
        {
            await decisions.ExecuteAsync(command, CommandContext.From(recorded, envelope.Metadata, name), cancellation).ConfigureAwait(false);
        }
        catch (RefusedException)
        {
            // Refused is answered: the refusal is recorded under the command's id.
        }
    }

    private EventEnvelope<TEvent> Envelope(RecordedEvent recorded) =>
        new((TEvent)serializer.Deserialize(recorded), recorded, recorded.ReadMetadata());
}
