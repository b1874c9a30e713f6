using Contrail.Engine.Log;

namespace Contrail.Engine.Decisions;

/// <summary>A command between being taken in and being answered.</summary>
internal sealed class PendingCommand(DecisionLoop loop, ICommand command, CommandHandler handler, CommandContext context) : IPendingUnit
{
    private readonly TaskCompletionSource<Answer> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ICommand Command => command;

    public CommandHandler Handler => handler;

    public CommandContext Context => context;

    public string Name => command.GetType().Name;

    public int Attempt { get; set; } = 1;

    /// <summary>Streams that turned out to exist although the decision took them for new.</summary>
    public HashSet<string>? MustLoad { get; set; }

    /// <summary>What the decision in flight rests on.</summary>
    public IReadOnlyList<Participant> Participants { get; set; } = [];

    public UnitFate Fate { get; private set; } = null!;

    public IReadOnlyList<UnitFate> RestsOn { get; private set; } = [];

    public Snapshot[] Snapshots { get; set; } = [];

    /// <summary>The same command again, while this one is in flight.</summary>
    public List<PendingCommand>? Repeats { get; set; }

    public Outcome? Outcome { get; set; }

    public AppendUnit Unit { get; set; } = null!;

    public Task<Answer> Answered => completion.Task;

    /// <summary>The decision is about to be written: remembers which units in flight it was taken on top of.</summary>
    public void Enlist(IReadOnlyList<Participant> participants)
    {
        (Participants, Fate) = (participants, new UnitFate(Context.CommandId));
        List<UnitFate>? restsOn = null;
        foreach (var participant in participants)
        {
            var cached = participant.Cached;
            if (cached.LastChange is { IsAppended: false } change)
            {
                (restsOn ??= []).Add(change);
            }

            if (cached.State.Version > participant.VersionBefore)
            {
                cached.LastChange = Fate;
            }
        }

        RestsOn = restsOn ?? [];
        if (restsOn is not null)
        {
            Unit = Unit with { RestsOn = [.. restsOn.Select(fate => fate.CommandId)] };
        }
    }

    public void Written(AppendOutcome outcome)
    {
        if (outcome is AppendOutcome.Appended appended)
        {
            // The caller need not wait for the loop's bookkeeping.
            Answer(new Answer(Outcome!, appended.Position, IsReplay: false));
        }

        loop.Post(new LoopMessage.UnitWritten(this, outcome));
    }

    public void Failed(Exception error) => loop.Post(new LoopMessage.UnitFailed(this, error));

    public void Answer(Answer answer) => Leave(completion.TrySetResult(answer));

    public void Fail(Exception error) => Leave(completion.TrySetException(error));

    private void Leave(bool isFirst)
    {
        if (isFirst)
        {
            loop.Leave(1);
        }
    }
}

/// <summary>What the decision loop reacts to.</summary>
internal abstract record LoopMessage
{
    public sealed record Decide(PendingCommand Command) : LoopMessage;

    public sealed record DecideAgain(PendingCommand Command) : LoopMessage;

    public sealed record UnitWritten(PendingCommand Command, AppendOutcome Outcome) : LoopMessage;

    public sealed record UnitFailed(PendingCommand Command, Exception Error) : LoopMessage;

    public sealed record StateFetched(Type Type, string Stream, Domain.EventSourced? State, Exception? Error) : LoopMessage;
}
