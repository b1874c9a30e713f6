using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Contrail.Engine.Reactions;

namespace Contrail.Engine.Testing.Specs;

/// <summary>Given an event, then the reaction names exactly this command.</summary>
public static class ReactionSpec
{
    /// <summary>Specifies a reaction with the events of a module.</summary>
    public static ReactionSpec<TEvent> For<TEvent>(Module module, IReaction<TEvent> reaction)
        where TEvent : notnull => new(Wire.Of(module), reaction);
}

/// <summary>A reaction to one kind of event.</summary>
/// <typeparam name="TEvent">What it reacts to.</typeparam>
public sealed class ReactionSpec<TEvent>
    where TEvent : notnull
{
    private readonly Wire wire;
    private readonly IReaction<TEvent> reaction;

    internal ReactionSpec(Wire wire, IReaction<TEvent> reaction) => (this.wire, this.reaction) = (wire, reaction);

    /// <summary>The event, as the log gives it back. It is delivered twice: a reaction is pure.</summary>
    public ReactionAnswer Given(TEvent @event)
    {
        var recorded = wire.Record(@event, "spec-1", 1, 1, ManualClock.Start);
        var (first, second) = (React(recorded), React(recorded));
        wire.ShouldBe(second, first, $"{reaction.GetType().Name} for the same event again");
        return new ReactionAnswer(wire, reaction.GetType().Name, first);
    }

    private List<ICommand> React(RecordedEvent recorded)
    {
        var envelope = new EventEnvelope<TEvent>((TEvent)wire.Serializer.Deserialize(recorded), recorded, recorded.ReadMetadata());
        return reaction.React(envelope) is { } command ? [command] : [];
    }
}

/// <summary>What the reaction named.</summary>
public sealed class ReactionAnswer
{
    private readonly Wire wire;
    private readonly string name;
    private readonly IReadOnlyList<ICommand> commands;

    internal ReactionAnswer(Wire wire, string name, IReadOnlyList<ICommand> commands) => (this.wire, this.name, this.commands) = (wire, name, commands);

    /// <summary>Exactly this command.</summary>
    public void Then(ICommand command) => wire.ShouldBe(commands, [command], name);

    /// <summary>No command.</summary>
    public void ThenNothing() => wire.ShouldBe(commands, [], name);
}
