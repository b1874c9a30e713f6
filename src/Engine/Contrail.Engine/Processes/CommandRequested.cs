using System.Text.Json;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Processes;

/// <summary>
/// A decision or a process wants a command carried out. Recorded with the decision, dispatched from the log: what was decided
/// is sent, whatever crashes. The id of the carried-out command is the id of this event.
/// </summary>
/// <param name="Type">Wire name of the command without version.</param>
/// <param name="SchemaVersion">Version of the wire name.</param>
/// <param name="Data">The command.</param>
[EventType("engine.command.requested.v1")]
public sealed record CommandRequested(string Type, int SchemaVersion, JsonElement Data) : IDomainEvent
{
    /// <summary>Wire name without version.</summary>
    internal const string WireType = "engine.command.requested";

    internal static CommandRequested For(ICommand command, EventSerializer serializer)
    {
        var (name, data) = serializer.Serialize(command);
        return new CommandRequested(name.Type, name.SchemaVersion, JsonSerializer.Deserialize<JsonElement>(data.Span));
    }

    internal ICommand Command(EventSerializer serializer) =>
        (ICommand)serializer.Deserialize(Type, SchemaVersion, JsonSerializer.SerializeToUtf8Bytes(Data));
}
