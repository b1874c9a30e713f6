using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace Contrail.Engine.Domain;

/// <summary>Calls <c>When(TEvent)</c> through typed delegates that are built once for each state type.</summary>
internal static class WhenDispatcher
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<Type, Action<EventSourced, object>>> Handlers = new();

    public static void Dispatch(EventSourced state, object @event)
    {
        if (!HandlersOf(state.GetType()).TryGetValue(@event.GetType(), out var when))
        {
            throw new InvalidOperationException(
                $"{state.GetType().Name} has no 'When({@event.GetType().Name})'. Every event of a stream needs one in each type that folds the stream.");
        }

        when(state, @event);
    }

    /// <summary>The event types for which a state type has a <c>When</c>.</summary>
    public static IEnumerable<Type> EventsOf(Type stateType) => HandlersOf(stateType).Keys;

    private static FrozenDictionary<Type, Action<EventSourced, object>> HandlersOf(Type stateType) =>
        Handlers.GetOrAdd(stateType, static type => type
            .GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(method => method is { Name: "When", ReturnType: var r } && r == typeof(void) && method.GetParameters().Length == 1)
            .Select(method => Awaiting.IsIn(method) ? throw Awaits(type, method) : method)
            .ToFrozenDictionary(method => method.GetParameters()[0].ParameterType, method => Bind(type, method)));

    private static InvalidOperationException Awaits(Type stateType, MethodInfo method) => new(
        $"{stateType.Name}.When({method.GetParameters()[0].ParameterType.Name}) awaits. A state is folded from events alone, at once: take what it needs into the event.");

    private static Action<EventSourced, object> Bind(Type stateType, MethodInfo method) =>
        (Action<EventSourced, object>)BindTyped
            .MakeGenericMethod(stateType, method.GetParameters()[0].ParameterType)
            .Invoke(null, [method])!;

    private static readonly MethodInfo BindTyped =
        typeof(WhenDispatcher).GetMethod(nameof(Typed), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static Action<EventSourced, object> Typed<TState, TEvent>(MethodInfo method)
        where TState : EventSourced
    {
        var typed = method.CreateDelegate<Action<TState, TEvent>>();
        return (state, @event) => typed((TState)state, (TEvent)@event);
    }
}
