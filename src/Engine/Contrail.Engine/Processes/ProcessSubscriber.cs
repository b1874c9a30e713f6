using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Processes;

/// <summary>Lets the instances of one kind of process hear events, each event once, in order for each instance.</summary>
internal sealed class ProcessSubscriber(IProcessSteps process, DecisionLoop decisions, EventSerializer serializer, TimeProvider clock)
    : StreamwiseSubscriber(clock)
{
    private readonly string purpose = $"process:{process.Category}";

    public override IReadOnlyCollection<string>? Types { get; } = [.. process.Events.Select(type => serializer.Types.NameOf(type).Type)];

    public override Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation)
    {
        try
        {
            _ = process.StreamOf(serializer.Deserialize(@event));
            return Task.FromResult<string?>(null);
        }
        catch (Exception e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }

    /// <summary>Events of several streams may concern one instance: they keep the log's order.</summary>
    protected override string OrderKey(RecordedEvent recorded)
    {
        try
        {
            return process.StreamOf(serializer.Deserialize(recorded));
        }
        catch (Exception e) when (!FaultPolicy.IsTransient(e))
        {
            return recorded.Stream; // Handling it meets the same fault and reports it.
        }
    }

    protected override async ValueTask HandleOneAsync(RecordedEvent recorded, CancellationToken cancellation)
    {
        var @event = serializer.Deserialize(recorded);
        var stream = process.StreamOf(@event);
        var step = new EngineDecision(purpose, decision => process.Hear(stream, @event, decision))
        {
            Needs = process.IsStartedBy(@event) ? null : (process.ProcessType, stream),
        };
        await decisions.ExecuteAsync(step, CommandContext.From(recorded, recorded.ReadMetadata(), purpose), cancellation).ConfigureAwait(false);
    }
}

/// <summary>Carries out the commands that decisions and processes of this module sent and this module handles; tells a process of a refusal.</summary>
internal sealed class CommandDispatcher(CommandHandlers handlers, ProcessRegistry processes, DecisionLoop decisions, EventSerializer serializer, TimeProvider clock)
    : StreamwiseSubscriber(clock)
{
    public override IReadOnlyCollection<string>? Types { get; } = [CommandRequested.WireType];

    public override Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation)
    {
        try
        {
            _ = CommandOf(@event);
            return Task.FromResult<string?>(null);
        }
        catch (Exception e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }

    protected override async ValueTask HandleOneAsync(RecordedEvent recorded, CancellationToken cancellation)
    {
        var command = CommandOf(recorded);
        if (!handlers.Handles(command.GetType()))
        {
            return; // Another module's: the relay publishes it.
        }

        var metadata = recorded.ReadMetadata();
        try
        {
            await decisions.ExecuteAsync(command, new CommandContext(recorded.Id, metadata.CorrelationId, recorded.Id, recorded.Stream, metadata.TraceParent), cancellation).ConfigureAwait(false);
        }
        catch (Domain.RefusedException refusal)
        {
            if (processes.ForStream(recorded.Stream) is { } process)
            {
                var type = serializer.Types.NameOf(command.GetType()).Type;
                var step = new EngineDecision("refused", decision => process.Refuse(recorded.Stream, command.GetType(), type, refusal, decision));
                await decisions.ExecuteAsync(step, CommandContext.From(recorded, metadata, "refused"), cancellation).ConfigureAwait(false);
            }
        }
    }

    private ICommand CommandOf(RecordedEvent recorded) => ((CommandRequested)serializer.Deserialize(recorded)).Command(serializer);
}
