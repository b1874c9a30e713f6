using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Processes;

namespace Contrail.Engine.Testing.Specs;

/// <summary>What a process did in one step.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
public sealed class ProcessStep<TProcess>
    where TProcess : ProcessManager
{
    private readonly Wire wire;
    private readonly TProcess process;

    internal ProcessStep(Wire wire, TProcess process, IReadOnlyList<IDomainEvent> recorded) =>
        (this.wire, this.process, Recorded) = (wire, process, recorded);

    internal IReadOnlyList<IDomainEvent> Recorded { get; }

    /// <summary>It sent exactly these commands, in this order.</summary>
    public ProcessStep<TProcess> ThenSends(params ICommand[] commands)
    {
        wire.ShouldBe(Recorded.OfType<CommandRequested>().Select(r => (object)r.Command(wire.Serializer)), commands, "Commands sent");
        return this;
    }

    /// <summary>It recorded exactly these events of its own, in this order; the engine's events about processes are left out.</summary>
    public ProcessStep<TProcess> ThenRecords(params IDomainEvent[] events)
    {
        wire.ShouldBe(Recorded.Where(e => e.GetType().Assembly != typeof(ProcessManager).Assembly), events, "Events of the process's own");
        return this;
    }

    /// <summary>It recorded exactly these events, the engine's included.</summary>
    public ProcessStep<TProcess> ThenRecordsAll(params IDomainEvent[] events)
    {
        wire.ShouldBe(Recorded, events, "Events of the process");
        return this;
    }

    /// <summary>Exactly these deadlines are set now.</summary>
    public ProcessStep<TProcess> ThenDeadlines(params (string Name, DateTimeOffset Due)[] deadlines)
    {
        Lines.ShouldBe(
            [.. process.Deadlines.Select(d => $"{d.Key} at {d.Value:O}")],
            [.. deadlines.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => $"{d.Name} at {d.Due:O}")],
            "Deadlines");
        return this;
    }

    /// <summary>It is not over.</summary>
    public ProcessStep<TProcess> ThenGoesOn() => ThenEnds("goes on");

    /// <summary>It came to its end with this outcome.</summary>
    public ProcessStep<TProcess> ThenCompletes(string outcome) => ThenEnds($"completed: {outcome}");

    /// <summary>It handed itself to a person.</summary>
    public ProcessStep<TProcess> ThenFails(string reason) => ThenEnds($"failed: {reason}");

    /// <summary>It did nothing at all.</summary>
    public ProcessStep<TProcess> ThenNothing() => ThenRecordsAll();

    private ProcessStep<TProcess> ThenEnds(string how)
    {
        var found = process.FailureReason is { } reason ? $"failed: {reason}" : process.Outcome is { } outcome ? $"completed: {outcome}" : "goes on";
        Lines.ShouldBe([found], [how], "The process");
        return this;
    }
}
