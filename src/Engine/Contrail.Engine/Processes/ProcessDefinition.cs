using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Processes;

/// <summary>Says what a process hears.</summary>
/// <typeparam name="TSelf">The process.</typeparam>
public interface IProcess<TSelf>
    where TSelf : ProcessManager, IProcess<TSelf>, new()
{
    /// <summary>Called once, when the module is put together.</summary>
    static abstract void Define(ProcessDefinition<TSelf> process);
}

/// <summary>What a process hears, by which key it is found, and what it does then.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
public sealed class ProcessDefinition<TProcess>
    where TProcess : ProcessManager, IProcess<TProcess>, new()
{
    internal Dictionary<Type, Hearing> Hearings { get; } = [];

    internal Dictionary<string, Action<TProcess>> Timeouts { get; } = new(StringComparer.Ordinal);

    internal Dictionary<Type, Refusal> Refusals { get; } = [];

    /// <summary>An event that begins an instance, if there is none with its key yet.</summary>
    /// <exception cref="InvalidOperationException">The event is heard already, or the step awaits; so for each of these methods.</exception>
    public ProcessDefinition<TProcess> StartsOn<TEvent>(Func<TEvent, object> key, Action<TProcess, TEvent> step)
        where TEvent : notnull => Hear(key, step, starts: true);

    /// <summary>An event that a living instance hears; without one it means nothing.</summary>
    public ProcessDefinition<TProcess> On<TEvent>(Func<TEvent, object> key, Action<TProcess, TEvent> step)
        where TEvent : notnull => Hear(key, step, starts: false);

    /// <summary>A deadline that passed while the instance was alive.</summary>
    public ProcessDefinition<TProcess> OnTimeout(string name, Action<TProcess> step)
    {
        RefuseAwaiting(step, $"OnTimeout(\"{name}\")");
        return Timeouts.TryAdd(name, step) ? this : throw Twice($"the deadline '{name}'");
    }

    /// <summary>A command that the process sent was refused. A refusal that nobody hears fails the process: it needs a person.</summary>
    /// <param name="step">What it does then.</param>
    /// <param name="evenAfterItsEnd">For commands of its last step: it hears the refusal although it has completed, and may fail after all.</param>
    public ProcessDefinition<TProcess> OnRefused<TCommand>(Action<TProcess, RefusedException> step, bool evenAfterItsEnd = false)
        where TCommand : ICommand
    {
        RefuseAwaiting(step, $"OnRefused<{typeof(TCommand).Name}>");
        return Refusals.TryAdd(typeof(TCommand), new Refusal(step, evenAfterItsEnd)) ? this : throw Twice($"refusals of {typeof(TCommand).Name}");
    }

    private ProcessDefinition<TProcess> Hear<TEvent>(Func<TEvent, object> key, Action<TProcess, TEvent> step, bool starts)
        where TEvent : notnull
    {
        RefuseAwaiting(step, $"{(starts ? nameof(StartsOn) : nameof(On))}<{typeof(TEvent).Name}>");
        var hearing = new Hearing(e => key((TEvent)e).ToString()!, (process, e) => step(process, (TEvent)e), starts);
        return Hearings.TryAdd(typeof(TEvent), hearing) ? this : throw Twice(typeof(TEvent).Name);
    }

    private static InvalidOperationException Twice(string what) => new($"{typeof(TProcess).Name} hears {what} twice. Keep one.");

    private static void RefuseAwaiting(Delegate step, string where)
    {
        if (Awaiting.IsIn(step.Method))
        {
            throw new InvalidOperationException(
                $"The step of {typeof(TProcess).Name} in {where} awaits. A step decides at once; ask the outside world in a side effect and send its answer as a command.");
        }
    }

    internal sealed record Refusal(Action<TProcess, RefusedException> Step, bool EvenAfterItsEnd);

    internal sealed record Hearing(Func<object, string> Key, Action<TProcess, object> Step, bool Starts);
}

/// <summary>A deadline of a process is due.</summary>
/// <param name="Stream">The process's stream.</param>
/// <param name="Name">Which deadline.</param>
[CommandType("engine.process.time_out.v1")]
internal sealed record TimeOutProcess(string Stream, string Name) : ICommand;

/// <summary>A decision that the engine itself needs: never stored, so it may be a function.</summary>
internal sealed record EngineDecision(string Name, Action<Decision> Decide) : ICommand
{
    /// <summary>The state that it will ask for, where that is known: it is fetched first, and not by a run that fails for want of it.</summary>
    public (Type Type, string Stream)? Needs { get; init; }

    /// <summary>Whether it sees by the streams that it has been carried out before, and needs no recorded outcome for that.</summary>
    public bool FindsItselfDone { get; init; }
}

/// <summary>Carries out an <see cref="EngineDecision"/>.</summary>
internal sealed class EngineDecisionHandler : ICommandHandler<EngineDecision>
{
    public void Handle(EngineDecision command, IDecision decision) => command.Decide((Decision)decision);
}
