using Contrail.Engine.Domain;
using Contrail.Engine.Log;

namespace Contrail.Engine.Decisions;

// From what became of a unit to the answer of its command. Run by the loop's owner only.
public sealed partial class DecisionLoop
{
    /// <summary>A command is no longer in flight: what it rests on may leave the cache, or must.</summary>
    private void Release(PendingCommand command, bool evict)
    {
        foreach (var participant in command.Participants)
        {
            participant.Cached.Pins--;
            if (participant.Cached.ChangedBy == command.Fate)
            {
                participant.Cached.ChangedBy = null;
            }

            if (evict)
            {
                cache.EvictStream(participant.Cached.Stream);
            }
        }

        command.Participants = [];
        fetcher.End(command.Unit);
    }

    /// <summary>Its unit is durable; its caller has been told by whoever wrote it.</summary>
    private void Finish(PendingCommand command, long position)
    {
        Release(command, evict: false);
        fetcher.Keep(command.Snapshots);
        recent.Add(command.Context.CommandId, command.Outcome!, position);
        Land(command);
        if (command.Repeats is { } repeats)
        {
            var answer = new Answer(command.Outcome!, position, IsReplay: true);
            repeats.ForEach(repeat => AnswerAlone(repeat, answer));
        }
    }

    private void AnswerFromRecord(PendingCommand command, RecordedOutcome recorded)
    {
        Answer answer;
        try
        {
            answer = new Answer(Outcome.FromJson(recorded.Outcome), recorded.Position, IsReplay: true);
        }
        catch (Exception e)
        {
            // Damaged, or recorded by a newer version in a way that this one cannot read.
            log.HandlerFailed(command.Name, e);
            Fail(command, e);
            return;
        }

        recent.Add(command.Context.CommandId, answer.Outcome, answer.Position);
        Settle(command, each => AnswerAlone(each, answer));
    }

    private static void AnswerAlone(PendingCommand command, Answer recorded)
    {
        try
        {
            recorded.Outcome.CheckFingerprint(command.Context);
            command.Answer(recorded);
        }
        catch (CommandIdReusedException e)
        {
            command.Fail(e);
        }
    }

    private void Fail(PendingCommand command, Exception error) => Settle(command, each => each.Fail(error));

    /// <summary>Answers it and its repeats.</summary>
    private void Settle(PendingCommand command, Action<PendingCommand> answer)
    {
        Land(command);
        answer(command);
        command.Repeats?.ForEach(answer);
    }

    /// <summary>It is no longer in flight, and keeps no state in memory.</summary>
    private void Land(PendingCommand command)
    {
        inFlight.Remove(command.Context.CommandId);
        command.Held.ForEach(held => held.Pins--);
        command.Held.Clear();
    }
}
