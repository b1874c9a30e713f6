using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Processes;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Messaging;

/// <summary>
/// Publishes what a module tells others. It is a subscription like any other: the log is the outbox, so what was committed is
/// published, whatever crashes, at least once, in the log's order, under ids that never change.
/// </summary>
internal sealed class Relay(string module, PublishMap map, CommandHandlers handlers, ITransport transport, EventSerializer serializer) : Subscriber
{
    private const int MaxContractsPerEvent = 16;

    public override IReadOnlyCollection<string>? Types { get; } =
        [.. map.Types.Select(type => serializer.Types.NameOf(type).Type), CommandRequested.WireType, ForeignCommandRefused.WireType];

    public override async Task<Handled> HandleAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        var messages = new List<ContractMessage>();
        var faults = new List<Fault>();
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var recorded in events)
        {
            if (failed.Contains(recorded.Stream))
            {
                faults.Add(new Fault(recorded, null, 0));
                continue;
            }

            try
            {
                messages.AddRange(MessagesOf(recorded));
            }
            catch (Exception e) when (!FaultPolicy.IsTransient(e, cancellation))
            {
                faults.Add(new Fault(recorded, e, 1));
                failed.Add(recorded.Stream);
            }
        }

        if (messages.Count > 0)
        {
            await transport.PublishAsync(messages, cancellation).ConfigureAwait(false);
        }

        return faults.Count == 0 ? Handled.Well : new Handled(faults, []);
    }

    public override Task<string?> TryAsync(RecordedEvent @event, CancellationToken cancellation)
    {
        try
        {
            _ = MessagesOf(@event);
            return Task.FromResult<string?>(null);
        }
        catch (Exception e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }

    private List<ContractMessage> MessagesOf(RecordedEvent recorded)
    {
        if (recorded.ReadMetadata() is not { Source: null } metadata)
        {
            return []; // Heard from another module: not ours to tell.
        }

        var @event = serializer.Deserialize(recorded);
        var contracts = ContractsOf(@event).ToList();
        if (contracts.Count > MaxContractsPerEvent)
        {
            throw new InvalidOperationException($"{recorded.Type} is published as {contracts.Count} messages; at most {MaxContractsPerEvent} keep their order.");
        }

        return [.. contracts.Select((contract, i) => new ContractMessage(
            contracts.Count == 1 ? recorded.Id : DerivedId.From(recorded.Id, $"publish:{i}"),
            module,
            contract.Name,
            recorded.Stream,
            (recorded.Position * MaxContractsPerEvent) + i,
            recorded.RecordedAt,
            metadata.CorrelationId,
            recorded.Id,
            metadata.TraceParent,
            contract.Target,
            contract.Data))];
    }

    private IEnumerable<(WireName Name, ReadOnlyMemory<byte> Data, string? Target)> ContractsOf(object @event)
    {
        switch (@event)
        {
            case CommandRequested request when !handlers.Handles(serializer.Types.Find(request.Type).ClrType):
                yield return (new WireName(request.Type, request.SchemaVersion), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request.Data), null);
                break;
            case CommandRequested:
                break;
            case ForeignCommandRefused refused:
                yield return (serializer.Types.NameOf(typeof(ForeignCommandRefused)), serializer.Serialize(refused).Data, refused.Sender);
                break;
            default:
                foreach (var contract in map.ContractsOf(@event))
                {
                    var (name, data) = serializer.Serialize(contract);
                    yield return (name, data, null);
                }

                break;
        }
    }
}

/// <summary>Which contracts follow from which events of a module.</summary>
internal sealed class PublishMap
{
    // In the order in which they were added: the ids of messages follow from it.
    private readonly Dictionary<Type, OrderedDictionary<Type, Func<object, object?>>> contracts = [];

    public IEnumerable<Type> Types => contracts.Keys;

    /// <summary>The types of the contracts.</summary>
    public IEnumerable<Type> Contracts => contracts.Values.SelectMany(of => of.Keys).Distinct();

    public void Add(Type @event, Type contract, Func<object, object?> toContract)
    {
        if (!contracts.TryGetValue(@event, out var told))
        {
            contracts[@event] = told = [];
        }

        if (!told.TryAdd(contract, toContract))
        {
            throw new InvalidOperationException(
                $"{@event.Name} is published as {contract.Name} twice: everybody would hear of it twice, in messages that do not look like one. Keep one.");
        }
    }

    public IEnumerable<object> ContractsOf(object @event) =>
        contracts.TryGetValue(@event.GetType(), out var told) ? told.Values.Select(f => f(@event)).OfType<object>() : [];
}
