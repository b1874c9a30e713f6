using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Processes;

/// <summary>The steps of one kind of process, callable without knowing its type.</summary>
internal interface IProcessSteps
{
    string Category { get; }

    Type ProcessType { get; }

    IReadOnlyCollection<Type> Events { get; }

    /// <summary>The stream of the instance that an event concerns.</summary>
    string StreamOf(object @event);

    /// <summary>Whether the event begins an instance.</summary>
    bool IsStartedBy(object @event);

    void Hear(string stream, object @event, Decision decision);

    void TimeOut(string stream, string deadline, Decision decision);

    void Refuse(string stream, Type command, string commandType, RefusedException refusal, Decision decision);
}

/// <inheritdoc/>
internal sealed class ProcessSteps<TProcess> : IProcessSteps
    where TProcess : ProcessManager, IProcess<TProcess>, new()
{
    private readonly ProcessDefinition<TProcess> definition = new();
    private readonly EventSerializer serializer;

    public ProcessSteps(EventSerializer serializer)
    {
        this.serializer = serializer;
        TProcess.Define(definition);
    }

    public string Category { get; } = Decision.CategoryOf(typeof(TProcess));

    public Type ProcessType => typeof(TProcess);

    public IReadOnlyCollection<Type> Events => definition.Hearings.Keys;

    public string StreamOf(object @event) => StreamName.For(Category, definition.Hearings[@event.GetType()].Key(@event));

    public bool IsStartedBy(object @event) => definition.Hearings[@event.GetType()].Starts;

    public void Hear(string stream, object @event, Decision decision)
    {
        var hearing = definition.Hearings[@event.GetType()];
        var process = (TProcess)decision.StateOf(typeof(TProcess), stream, isLikelyNew: hearing.Starts);
        if (hearing.Starts == (process.Version == 0) && !process.HasEnded)
        {
            process.Take(stream, decision, serializer, () => hearing.Step(process, @event));
        }
    }

    public void TimeOut(string stream, string deadline, Decision decision)
    {
        var process = (TProcess)decision.StateOf(typeof(TProcess), stream);
        if (process.Version == 0 || process.HasEnded || !process.HasPassed(deadline, decision, stream))
        {
            return;
        }

        process.Take(stream, decision, serializer, () =>
        {
            process.Hear(new ProcessTimedOut(deadline));
            if (definition.Timeouts.TryGetValue(deadline, out var step))
            {
                step(process);
            }
            else
            {
                process.FailUnheard($"The deadline '{deadline}' passed");
            }
        });
    }

    public void Refuse(string stream, Type command, string commandType, RefusedException refusal, Decision decision)
    {
        var process = (TProcess)decision.StateOf(typeof(TProcess), stream);
        var heard = definition.Refusals.GetValueOrDefault(command);
        if (process.Version == 0 || process.FailureReason is not null || (process.HasEnded && heard is not { EvenAfterItsEnd: true }))
        {
            return;
        }

        process.Take(stream, decision, serializer, () =>
        {
            process.Hear(new ProcessCommandRefused(commandType, refusal.Kind, refusal.Key, refusal.Message));
            if (heard is not null)
            {
                heard.Step(process, refusal);
            }
            else
            {
                process.FailUnheard($"{commandType} was refused ({refusal.Key})");
            }
        });
    }
}

/// <summary>All kinds of processes of a module.</summary>
internal sealed class ProcessRegistry(IEnumerable<IProcessSteps> processes) : ICommandHandler<TimeOutProcess>
{
    private readonly Dictionary<string, IProcessSteps> byCategory = processes.ToDictionary(p => p.Category, StringComparer.Ordinal);

    public IEnumerable<IProcessSteps> All => byCategory.Values;

    public IProcessSteps? ForStream(string stream) => byCategory.GetValueOrDefault(StreamName.CategoryOf(stream));

    public void Handle(TimeOutProcess command, IDecision decision) => ForStream(command.Stream)?.TimeOut(command.Stream, command.Name, (Decision)decision);
}
