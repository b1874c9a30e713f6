using System.Reflection;
using System.Text.Json.Nodes;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Messaging;
using Contrail.Engine.Processes;
using Contrail.Engine.Projections;
using Contrail.Engine.Reactions;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Modules;

/// <summary>One bounded context: what it is made of, in one place.</summary>
public abstract class Module
{
    /// <summary>Lower-case letters, digits and underscores; stored forever.</summary>
    public abstract string Name { get; }

    /// <summary>Registers the module's parts. Called once.</summary>
    public abstract void Define(ModuleBuilder module);
}

/// <summary>Collects the parts of a module and checks that they fit together before anything runs.</summary>
public sealed class ModuleBuilder
{
    private readonly HashSet<string> subscriptions = new(StringComparer.Ordinal);
    private readonly HashSet<Assembly> scanned = [];

    internal ModuleBuilder(string name)
    {
        Name = TableSchema.ValidateName(name);
        Types.Add(typeof(ModuleBuilder).Assembly.GetTypes());
        Handlers.Add(new EngineDecisionHandler());
    }

    internal delegate Subscriber SubscriberFactory(ModuleParts parts);

    internal string Name { get; }

    internal EventTypes.Builder Types { get; } = new();

    internal CommandHandlers.Builder Handlers { get; } = new();

    internal List<Projection> Projections { get; } = [];

    internal List<Func<EventSerializer, IProcessSteps>> Processes { get; } = [];

    internal List<(string Name, SubscriberFactory Make)> Subscribers { get; } = [];

    internal PublishMap Published { get; } = new();

    /// <summary>What folds streams, by the category of the streams: aggregates, processes, and facts about other modules.</summary>
    internal Dictionary<string, List<Type>> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Registers what an assembly declares: events and stored commands by their attributes, and every command handler that has a
    /// constructor without parameters. Checks that every event can be folded by a state type of its namespace.</summary>
    public ModuleBuilder AddFrom(Assembly assembly, string? inNamespace = null)
    {
        if (inNamespace is null && !scanned.Add(assembly))
        {
            throw new InvalidOperationException($"{assembly.GetName().Name} is added twice. Once is enough.");
        }

        var types = assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && (inNamespace is null || t.Namespace?.StartsWith(inNamespace, StringComparison.Ordinal) == true))
            .ToList();
        WhenCheck.EveryEventIsFolded(types);
        Types.Add(types);
        AddStates(types);
        foreach (var handler in types.Where(IsHandler).Where(t => t.GetConstructor(Type.EmptyTypes) is not null))
        {
            Handlers.Add(Activator.CreateInstance(handler)!);
        }

        return this;
    }

    /// <summary>Registers events, stored commands or contracts by type.</summary>
    public ModuleBuilder AddTypes(params IEnumerable<Type> types)
    {
        Types.Add(types);
        return this;
    }

    /// <summary>Lifts an older schema version of a stored type; see <see cref="EventTypes.Builder.Upcast"/>.</summary>
    public ModuleBuilder Upcast(string type, int from, Func<JsonObject, JsonObject> lift)
    {
        Types.Upcast(type, from, lift);
        return this;
    }

    /// <summary>Registers a command handler that needs something to be constructed.</summary>
    public ModuleBuilder AddHandler(object handler)
    {
        Handlers.Add(handler);
        return this;
    }

    /// <summary>Keeps a read model.</summary>
    public ModuleBuilder AddProjection(Projection projection)
    {
        Reserve(projection.Name);
        Projections.Add(projection);
        return this;
    }

    /// <summary>When this happened, do that.</summary>
    public ModuleBuilder AddReaction<TEvent>(IReaction<TEvent> reaction)
        where TEvent : notnull =>
        AddReaction<TEvent>(reaction.GetType().Name, (e, _, _) => ValueTask.FromResult(reaction.React(e)), isPure: true);

    /// <summary>When this happened, touch the outside.</summary>
    public ModuleBuilder AddSideEffect<TEvent>(ISideEffect<TEvent> effect)
        where TEvent : notnull =>
        AddReaction<TEvent>(effect.GetType().Name, async (e, key, stop) => await effect.PerformAsync(e, key, stop).ConfigureAwait(false), isPure: false);

    /// <summary>Runs a kind of process.</summary>
    public ModuleBuilder AddProcess<TProcess>()
        where TProcess : ProcessManager, IProcess<TProcess>, new()
    {
        Reserve($"process:{Decision.CategoryOf(typeof(TProcess))}");
        Processes.Add(serializer => new ProcessSteps<TProcess>(serializer));
        return this;
    }

    /// <summary>Tells other modules of an event. Null tells nothing.</summary>
    /// <typeparam name="TEvent">An event of this module.</typeparam>
    /// <typeparam name="TContract">The contract; it needs an <see cref="EventTypeAttribute"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The contract has no wire name, or the event is published as it already.</exception>
    public ModuleBuilder Publish<TEvent, TContract>(Func<TEvent, TContract?> toContract)
        where TEvent : IDomainEvent
        where TContract : class
    {
        if (typeof(TContract).GetCustomAttribute<EventTypeAttribute>() is null)
        {
            throw new InvalidOperationException($"{typeof(TContract).Name} has no [EventType]: without a wire name nobody could hear it.");
        }

        Types.Add(typeof(TContract));
        Published.Add(typeof(TEvent), typeof(TContract), e => toContract((TEvent)e));
        return this;
    }

    internal void Reserve(string subscription)
    {
        if (!subscriptions.Add(subscription))
        {
            throw new InvalidOperationException($"{Name} has two subscriptions named {subscription}. Each keeps its own checkpoint under its name: rename one.");
        }
    }

    private void AddStates(IEnumerable<Type> types)
    {
        foreach (var state in types.Where(t => t.IsSubclassOf(typeof(EventSourced)) && t.GetCustomAttribute<StreamCategoryAttribute>() is not null))
        {
            var category = Decision.CategoryOf(state);
            if (!States.TryGetValue(category, out var folding))
            {
                States[category] = folding = [];
            }

            folding.Add(state);
        }
    }

    private static bool IsHandler(Type type) => Array.Exists(
        type.GetInterfaces(),
        i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(ICommandHandler<>) || i.GetGenericTypeDefinition() == typeof(ICommandHandler<,>)));

    private ModuleBuilder AddReaction<TEvent>(string name, Func<EventEnvelope<TEvent>, Guid, CancellationToken, ValueTask<ICommand?>> perform, bool isPure)
        where TEvent : notnull
    {
        Reserve(name);
        Subscribers.Add((name, parts => new ReactionSubscriber<TEvent>(name, perform, isPure, parts.Decisions, parts.Serializer, parts.Clock)));
        return this;
    }
}

/// <summary>What subscribers are made from.</summary>
internal sealed record ModuleParts(
    DecisionLoop Decisions, EventSerializer Serializer, TimeProvider Clock);

/// <summary>Refuses a module with an event that nothing folds.</summary>
internal static class WhenCheck
{
    public static void EveryEventIsFolded(IReadOnlyCollection<Type> types)
    {
        var states = types.Where(t => t.IsSubclassOf(typeof(EventSourced))).ToLookup(t => t.Namespace);
        foreach (var @event in types.Where(t => t.IsAssignableTo(typeof(IDomainEvent))))
        {
            if (@event.GetCustomAttribute<EventTypeAttribute>() is null)
            {
                throw new InvalidOperationException($"{@event.Name} is a domain event without an [EventType]. Without a wire name it cannot be stored.");
            }

            if (!states[@event.Namespace].Any(state => WhenDispatcher.EventsOf(state).Contains(@event)))
            {
                throw new InvalidOperationException($"No aggregate in {@event.Namespace} has 'When({@event.Name})'. An event that changes no state could not be replayed.");
            }
        }
    }
}
