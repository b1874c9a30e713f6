using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Processes;

/// <summary>
/// A long-running piece of work over several aggregates or modules. It hears events, remembers where it stands in a stream of its
/// own, sends commands and sets deadlines; all of one step is one atomic unit, and each event makes at most one step. After
/// <see cref="Complete"/> or <see cref="Fail"/> it hears nothing more, unless it said so of a refusal of its last commands.
/// </summary>
/// <remarks>
/// Derive, give it a <see cref="StreamCategoryAttribute"/>, and say what it hears by implementing
/// <see cref="IProcess{TSelf}"/>. Its steps follow the rules of a decision: synchronous and pure.
/// </remarks>
public abstract class ProcessManager : AggregateRoot
{
    private readonly SortedDictionary<string, DateTimeOffset> deadlines = new(StringComparer.Ordinal);
    private readonly List<string> cleared = [];
    private IDecision? decision;
    private EventSerializer? serializer;
    private string stream = "";

    /// <summary>The key by which events find this instance.</summary>
    public string Key => stream[(stream.IndexOf('-', StringComparison.Ordinal) + 1)..];

    /// <summary>How it ended; null while it is alive or if it failed.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Why a person must look at it; null if nobody must.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>Whether it has ended, one way or the other.</summary>
    public bool HasEnded => Outcome is not null || FailureReason is not null;

    /// <summary>How many commands it has sent.</summary>
    public int CommandsSent { get; private set; }

    /// <summary>The translation key of the last refusal of a command that it sent.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>The deadlines that are set, by name.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Deadlines => deadlines;

    /// <inheritdoc/>
    protected internal override string IdText => Key;

    /// <summary>The instant of this step.</summary>
    protected DateTimeOffset Now => Step.Now;

    private IDecision Step => decision ?? throw new InvalidOperationException("A process acts only while it hears an event, a deadline or a refusal.");

    /// <summary>Sends a command: carried out once, after this step is durable, in the order sent.</summary>
    protected void Send(ICommand command)
    {
        _ = Step;
        Apply(CommandRequested.For(command, serializer!));
    }

    /// <summary>Sets or moves a deadline.</summary>
    /// <param name="name">Tells deadlines of this process apart.</param>
    /// <param name="after">From now.</param>
    protected void SetDeadline(string name, TimeSpan after)
    {
        var due = Step.Now + after;
        Step.Schedule(DeadlineKey(name), due, new TimeOutProcess(stream, name));
        cleared.Remove(name);
        Apply(new ProcessDeadlineSet(name, due, cleared.Count == 0 ? null : [.. cleared]));
        cleared.Clear();
    }

    /// <summary>Removes a deadline, if it is set.</summary>
    protected void ClearDeadline(string name)
    {
        if (deadlines.ContainsKey(name) && !cleared.Contains(name))
        {
            Step.Unschedule(DeadlineKey(name));

            // Recorded with the deadline that the step sets in its place, or at the step's end.
            cleared.Add(name);
        }
    }

    /// <summary>Ends the process.</summary>
    protected void Complete(string outcome)
    {
        UnscheduleDeadlines();
        Apply(new ProcessCompleted(outcome));
    }

    /// <summary>Ends the process by handing it to a person.</summary>
    protected void Fail(string reason)
    {
        UnscheduleDeadlines();
        Apply(new ProcessFailed(reason));
    }

    /// <summary>Runs one step of the process inside a decision.</summary>
    internal void Take(string ownStream, IDecision within, EventSerializer json, Action step)
    {
        (decision, serializer, stream) = (within, json, ownStream);
        try
        {
            step();
            cleared.ForEach(name => Apply(new ProcessDeadlineCleared(name)));
        }
        finally
        {
            cleared.Clear();
            decision = null;
        }
    }

    internal void Hear(IDomainEvent @event) => Apply(@event);

    /// <summary>Nothing hears what happened to it.</summary>
    internal void FailUnheard(string what) => Fail($"{what} and nothing hears it.");

    /// <summary>Whether a deadline has passed. One that was moved while its command was on its way is set anew: that command took its place.</summary>
    internal bool HasPassed(string name, IDecision within, string ownStream)
    {
        if (!deadlines.TryGetValue(name, out var due) || due <= within.Now)
        {
            return deadlines.ContainsKey(name);
        }

        within.Schedule($"{ownStream}/{name}", due, new TimeOutProcess(ownStream, name));
        return false;
    }

    /// <summary>Folds the engine's own events.</summary>
    protected void When(ProcessCompleted e)
    {
        Outcome = e.Outcome;
        deadlines.Clear();
    }

    /// <inheritdoc cref="When(ProcessCompleted)"/>
    protected void When(ProcessFailed e)
    {
        (Outcome, FailureReason) = (null, e.Reason);
        deadlines.Clear();
    }

    /// <inheritdoc cref="When(ProcessCompleted)"/>
    protected void When(ProcessDeadlineSet e)
    {
        foreach (var name in e.InsteadOf ?? [])
        {
            deadlines.Remove(name);
        }

        deadlines[e.Name] = e.Due;
    }

    /// <inheritdoc cref="When(ProcessCompleted)"/>
    protected void When(ProcessDeadlineCleared e) => deadlines.Remove(e.Name);

    /// <inheritdoc cref="When(ProcessCompleted)"/>
    protected void When(ProcessTimedOut e) => deadlines.Remove(e.Name);

    /// <inheritdoc cref="When(ProcessCompleted)"/>
    protected void When(CommandRequested e) => CommandsSent++;

    /// <inheritdoc cref="When(ProcessCompleted)"/>
    protected void When(ProcessCommandRefused e) => LastRefusal = e.Key;

    /// <summary>That it has ended says that it has no deadlines.</summary>
    private void UnscheduleDeadlines()
    {
        foreach (var name in deadlines.Keys)
        {
            Step.Unschedule(DeadlineKey(name));
        }

        cleared.Clear();
    }

    private string DeadlineKey(string name) => $"{stream}/{name}";
}
