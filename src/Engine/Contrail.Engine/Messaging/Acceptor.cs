using Contrail.Engine.Decisions;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Processes;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Messaging;

/// <summary>A command from another module was refused here; published back to its sender.</summary>
/// <param name="Sender">The module that sent it.</param>
/// <param name="SenderStream">The stream it was sent from.</param>
/// <param name="CommandType">Wire name without version.</param>
/// <param name="Kind">Which sort of refusal.</param>
/// <param name="Key">Translation key.</param>
/// <param name="Detail">In words.</param>
[EventType("engine.foreign_command.refused.v1")]
internal sealed record ForeignCommandRefused(
    string Sender, string SenderStream, string CommandType, RefusalKind Kind, string Key, string Detail) : IDomainEvent
{
    public const string WireType = "engine.foreign_command.refused";
}

/// <summary>
/// Takes messages of other modules into this module's log, each once, in the order of their sequence. From there they are
/// ordinary events. Only what the module hears is taken: contracts it registered and commands it handles.
/// </summary>
internal sealed class Acceptor(string module, EventTypes types, DecisionLoop decisions, EngineLog log)
{
    private readonly HashSet<string> heard = HeardTypes(types);

    public async Task AcceptAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
    {
        var streams = messages.Where(IsHeard).GroupBy(m => StreamOf(m), StringComparer.Ordinal).ToList();
        await AtOnce.BeginEachAsync(streams, AcceptAsync, cancellation).ConfigureAwait(false);
    }

    private static HashSet<string> HeardTypes(EventTypes types) => types.All.Select(t => types.NameOf(t).Type).ToHashSet(StringComparer.Ordinal);

    private static string StreamOf(ContractMessage message) => $"{message.Source}.{message.Subject}";

    private bool IsHeard(ContractMessage message)
    {
        if (message.Data.Length > EventSerializer.MaxBytes)
        {
            log.MessageRefused($"{message.Type} {message.Id} from {message.Source} is {message.Data.Length} bytes; at most {EventSerializer.MaxBytes} are taken");
            return false;
        }

        return message.Source != module && heard.Contains(message.Type.Type) && (message.Target is null || message.Target == module);
    }

    private async ValueTask AcceptAsync(IGrouping<string, ContractMessage> stream, CancellationToken cancellation)
    {
        foreach (var message in stream.OrderBy(m => m.Sequence))
        {
            await AcceptAsync(stream.Key, message, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AcceptAsync(string stream, ContractMessage message, CancellationToken cancellation)
    {
        var metadata = new EventMetadata(
            message.CorrelationId, message.CausationId, message.Id, $"module:{message.Source}", message.TraceParent, message.Source, message.Sequence);
        var foreign = new ForeignEvent(message.Type.Type, message.Type.SchemaVersion, message.Data, metadata);
        var accept = new EngineDecision("accept", decision => ((ForeignStream)decision.StateOf(typeof(ForeignStream), stream, isLikelyNew: true)).Accept(foreign)) { FindsItselfDone = true };
        var context = new CommandContext(DerivedId.From(message.Id, "accept"), message.CorrelationId, message.CausationId, metadata.Actor, message.TraceParent);
        await decisions.ExecuteAsync(accept, context, cancellation).ConfigureAwait(false);
    }
}

/// <summary>Carries out the commands that other modules sent, each once, and records a refusal for the sender.</summary>
internal sealed class ForeignCommandSubscriber(IReadOnlyCollection<string> commandTypes, DecisionLoop decisions, EventSerializer serializer, TimeProvider clock)
    : StreamwiseSubscriber(clock)
{
    public override IReadOnlyCollection<string>? Types { get; } = commandTypes;

    public override Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation)
    {
        try
        {
            _ = serializer.Deserialize(@event);
            return Task.FromResult<string?>(null);
        }
        catch (Exception e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }

    protected override async ValueTask HandleOneAsync(RecordedEvent recorded, CancellationToken cancellation)
    {
        var metadata = recorded.ReadMetadata();
        var command = (ICommand)serializer.Deserialize(recorded);
        try
        {
            await decisions.ExecuteAsync(command, CommandContext.From(recorded, metadata, "foreign_command"), cancellation).ConfigureAwait(false);
        }
        catch (RefusedException refusal)
        {
            var senderStream = recorded.Stream[(metadata.Source!.Length + 1)..];
            var refused = new ForeignCommandRefused(metadata.Source, senderStream, recorded.Type, refusal.Kind, refusal.Key, refusal.Message);
            var report = new EngineDecision("refused", decision => decision.Add(RefusedForeignCommand.Of(recorded.Id, refused)));
            await decisions.ExecuteAsync(report, CommandContext.From(recorded, metadata, "refused"), cancellation).ConfigureAwait(false);
        }
    }
}

/// <summary>The stream in which one refusal of a foreign command is recorded.</summary>
[StreamCategory("refused")]
internal sealed class RefusedForeignCommand : AggregateRoot
{
    private Guid message;

    protected internal override string IdText => message.ToString("N");

    public static RefusedForeignCommand Of(Guid message, ForeignCommandRefused refused)
    {
        var made = new RefusedForeignCommand { message = message };
        made.Apply(refused);
        return made;
    }

    private void When(ForeignCommandRefused e) => RefusedAs = e.Key;

    public string? RefusedAs { get; private set; }
}

/// <summary>Tells a process that a command which it sent to another module was refused there.</summary>
internal sealed class ForeignRefusalSubscriber(string module, ProcessRegistry processes, DecisionLoop decisions, EventSerializer serializer, TimeProvider clock)
    : StreamwiseSubscriber(clock)
{
    public override IReadOnlyCollection<string>? Types { get; } = [ForeignCommandRefused.WireType];

    public override Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation) => Task.FromResult<string?>(null);

    protected override async ValueTask HandleOneAsync(RecordedEvent recorded, CancellationToken cancellation)
    {
        var metadata = recorded.ReadMetadata();
        var refused = (ForeignCommandRefused)serializer.Deserialize(recorded);
        if (metadata.Source is null || refused.Sender != module || processes.ForStream(refused.SenderStream) is not { } process)
        {
            return;
        }

        var refusal = new RefusedException(refused.Kind, refused.Key, refused.Detail);
        var command = serializer.Types.Find(refused.CommandType).ClrType;
        var step = new EngineDecision("refused", decision => process.Refuse(refused.SenderStream, command, refused.CommandType, refusal, decision));
        await decisions.ExecuteAsync(step, CommandContext.From(recorded, metadata, "refused"), cancellation).ConfigureAwait(false);
    }
}
