using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Xunit;

namespace Contrail.Engine.Testing.Specs;

/// <summary>
/// Given what a process heard, when it hears this, or a deadline passes, or its command is refused, then it sends exactly these
/// commands and keeps exactly these deadlines. Its state is folded from its stored events before each step.
/// </summary>
/// <typeparam name="TProcess">The process.</typeparam>
public sealed class ProcessSpec<TProcess>
    where TProcess : ProcessManager, IProcess<TProcess>, new()
{
    private readonly Wire wire;
    private readonly ProcessSteps<TProcess> steps;
    private readonly Dictionary<string, List<RecordedEvent>> streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScheduledCommand> scheduled = new(StringComparer.Ordinal);
    private string? current;

    /// <summary>Specifies a process with the events of a module.</summary>
    public ProcessSpec(Module module)
    {
        wire = Wire.Of(module);
        steps = new ProcessSteps<TProcess>(wire.Serializer);
    }

    /// <summary>The time of the steps.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>What it heard before.</summary>
    public ProcessSpec<TProcess> Given(params object[] events)
    {
        foreach (var e in events)
        {
            When(e);
        }

        return this;
    }

    /// <summary>It hears an event.</summary>
    public ProcessStep<TProcess> When(object @event)
    {
        var heard = wire.Serializer.Deserialize(wire.Record(@event, "heard-1", 1, 1, Clock.GetUtcNow()));
        current = steps.StreamOf(heard);
        return Step(decision => steps.Hear(current, heard, decision));
    }

    /// <summary>Time passes; deadlines that fall due are heard in their order.</summary>
    public ProcessStep<TProcess> WhenTimePasses(TimeSpan by)
    {
        var until = Clock.GetUtcNow() + by;
        var taken = new List<IDomainEvent>();
        while (scheduled.Values.Where(s => s.Due <= until).MinBy(s => s.Due) is { } due)
        {
            scheduled.Remove(due.Key);
            Clock.SetUtcNow(due.Due > Clock.GetUtcNow() ? due.Due : Clock.GetUtcNow());
            var command = (TimeOutProcess)wire.Serializer.Deserialize(due.Type, due.SchemaVersion, due.Data.Span);
            taken.AddRange(Step(decision => steps.TimeOut(command.Stream, command.Name, decision)).Recorded);
        }

        Clock.SetUtcNow(until);
        return Result(taken);
    }

    /// <summary>A command that it sent is refused.</summary>
    public ProcessStep<TProcess> WhenRefused<TCommand>(string key, RefusalKind kind = RefusalKind.BrokenRule)
        where TCommand : ICommand
    {
        var refusal = new RefusedException(kind, key, key.Replace('_', ' '));
        return Step(decision => steps.Refuse(Current, typeof(TCommand), wire.Serializer.Types.NameOf(typeof(TCommand)).Type, refusal, decision));
    }

    private string Current => current ?? throw new InvalidOperationException("It has heard nothing yet: begin with Given or When.");

    private ProcessStep<TProcess> Step(Action<Decision> step)
    {
        var cache = new StateCache(capacity: 1);
        var process = Fold(Current);
        cache.Put(new CachedState(typeof(TProcess), Current, process));
        var decision = new Decision(cache, wire.Serializer, CommandContext.New("spec"), Clock.GetUtcNow(), mustLoad: null);
        step(decision);
        var recorded = process.TakePending();
        var stream = streams.TryGetValue(Current, out var known) ? known : streams[Current] = [];
        foreach (var e in recorded)
        {
            stream.Add(wire.Record(e, Current, stream.Count + 1, stream.Count + 1, Clock.GetUtcNow()));
        }

        foreach (var change in decision.ScheduleChanges)
        {
            Apply(change);
        }

        return Result(recorded);
    }

    private ProcessStep<TProcess> Result(IReadOnlyList<IDomainEvent> recorded)
    {
        var process = Fold(Current);
        var due = scheduled.Values.Where(s => s.Key.StartsWith(Current + "/", StringComparison.Ordinal));
        Lines.ShouldBe(
            [.. due.Select(s => $"{s.Key[(Current.Length + 1)..]} at {s.Due:O}").Order(StringComparer.Ordinal)],
            [.. process.Deadlines.Select(d => $"{d.Key} at {d.Value:O}").Order(StringComparer.Ordinal)],
            "Scheduled deadlines, against those the process remembers");
        Assert.False(process.HasEnded && process.Deadlines.Count > 0, "It has ended and still has deadlines.");
        return new ProcessStep<TProcess>(wire, process, recorded);
    }

    private void Apply(ScheduleChange change)
    {
        switch (change)
        {
            case ScheduleChange.Set set:
                scheduled[set.Command.Key] = set.Command;
                break;
            case ScheduleChange.Remove remove:
                scheduled.Remove(remove.Key);
                break;
        }
    }

    private TProcess Fold(string stream)
    {
        var process = new TProcess();
        foreach (var recorded in streams.GetValueOrDefault(stream) ?? [])
        {
            process.Fold(recorded, wire.Serializer);
        }

        return process;
    }
}
