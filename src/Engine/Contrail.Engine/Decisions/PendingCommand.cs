using Contrail.Engine.Log;
using Contrail.Engine.Processes;

namespace Contrail.Engine.Decisions;

/// <summary>A command between being taken in and being answered.</summary>
internal sealed class PendingCommand(DecisionLoop loop, ICommand command, CommandHandler handler, CommandContext context) : IPendingUnit
{
    private readonly TaskCompletionSource<Answer> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ICommand Command => command;

    public CommandHandler Handler => handler;

    public CommandContext Context => context;

    public string Name => NameOf(command);

    public int Attempt { get; set; } = 1;

    /// <summary>Streams that turned out to exist although the decision took them for new.</summary>
    public HashSet<string>? MustLoad { get; set; }

    /// <summary>What the decision in flight rests on.</summary>
    public IReadOnlyList<Participant> Participants { get; set; } = [];

    public Snapshot[] Snapshots { get; set; } = [];

    /// <summary>The same command again, while this one is in flight.</summary>
    public List<PendingCommand>? Repeats { get; set; }

    public Outcome? Outcome { get; set; }

    public AppendUnit Unit { get; set; } = null!;

    /// <summary>What becomes of the unit in flight.</summary>
    public UnitFate Fate { get; private set; } = new(context.CommandId);

    /// <summary>Units that were in flight when this one was decided on what they changed.</summary>
    public List<UnitFate> RestsOn { get; } = [];

    /// <summary>States that stay in memory until this command is answered: those that were fetched for it.</summary>
    public List<CachedState> Held { get; } = [];

    public bool RestsOnUnwritten => RestsOn.Exists(fate => fate.IsUnwritten);

    public Task<Answer> Answered => completion.Task;

    /// <summary>A command by its type, a decision of the engine's own by what it is for.</summary>
    public static string NameOf(ICommand command) => command is EngineDecision { Name: var step } ? step : command.GetType().Name;

    public void Written(AppendOutcome outcome)
    {
        if (outcome is AppendOutcome.Appended appended)
        {
            Fate.IsWritten = true;

            // The caller need not wait for the loop's bookkeeping.
            Answer(new Answer(Outcome!, appended.Position, IsReplay: false));
        }
        else
        {
            Fate.IsUnwritten = true;
        }

        loop.Post(new LoopMessage.UnitWritten(this, outcome));
    }

    public void Failed(Exception error)
    {
        Fate.IsUnwritten = true;
        loop.Post(new LoopMessage.UnitFailed(this, error));
    }

    public void Answer(Answer answer) => Leave(completion.TrySetResult(answer));

    public void Fail(Exception error) => Leave(completion.TrySetException(error));

    /// <summary>It is decided anew, and its next unit has a fate of its own.</summary>
    public void Renew()
    {
        Fate = new UnitFate(context.CommandId);
        RestsOn.Clear();
        Snapshots = []; // Of a state that never came to be; should the next decision be a refusal, it takes none.
    }

    private void Leave(bool isFirst)
    {
        if (isFirst)
        {
            loop.Left();
        }
    }
}

/// <summary>What became of one unit, known to those that were decided on top of it.</summary>
internal sealed class UnitFate(Guid commandId)
{
    private volatile bool isWritten;
    private volatile bool isUnwritten;

    public Guid CommandId => commandId;

    public bool IsWritten
    {
        get => isWritten;
        set => isWritten = value;
    }

    /// <summary>It did not get into the log, or not known to: versions it would have had may hold other events.</summary>
    public bool IsUnwritten
    {
        get => isUnwritten;
        set => isUnwritten = value;
    }
}

/// <summary>What the decision loop reacts to.</summary>
internal abstract record LoopMessage
{
    public sealed record Decide(PendingCommand Command) : LoopMessage;

    public sealed record DecideAgain(PendingCommand Command) : LoopMessage;

    public sealed record UnitWritten(PendingCommand Command, AppendOutcome Outcome) : LoopMessage;

    public sealed record UnitFailed(PendingCommand Command, Exception Error) : LoopMessage;

    /// <summary>A command that cannot be decided; what was recorded for it earlier, if anything, is its answer.</summary>
    public sealed record Undecidable(PendingCommand Command, Exception Error, RecordedOutcome? Recorded) : LoopMessage;

    public sealed record StateFetched(Type Type, string Stream, Domain.EventSourced? State, Exception? Error) : LoopMessage;
}
