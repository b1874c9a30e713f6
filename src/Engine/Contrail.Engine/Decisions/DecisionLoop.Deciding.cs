using Contrail.Engine.Diagnostics;
using Contrail.Engine.Domain;
using Contrail.Engine.Log;

namespace Contrail.Engine.Decisions;

// From a command to its unit. Run by the loop's owner only.
public sealed partial class DecisionLoop
{
    /// <summary>Answers a repeated command from memory where possible; otherwise decides.</summary>
    private void Admit(PendingCommand command)
    {
        if (inFlight.TryGetValue(command.Context.CommandId, out var first))
        {
            (first.Repeats ??= []).Add(command);
        }
        else if (recent.Find(command.Context.CommandId) is { } recorded)
        {
            AnswerAlone(command, recorded);
        }
        else
        {
            inFlight.Add(command.Context.CommandId, command);
            Decide(command);
        }
    }

    private void Decide(PendingCommand command)
    {
        if (command.Command is Processes.EngineDecision { Needs: var (type, stream) } && cache.Find(type, stream) is null)
        {
            fetcher.Fetch(type, stream, command);
            return;
        }

        var decision = new Decision(cache, serializer, command.Context, clock.GetUtcNow(), command.MustLoad);
        var run = watch.Enter(command, decision);
        object? result = null;
        RefusedException? refusal = null;
        Exception? error = null;
        try
        {
            result = command.Handler.Handle(command.Command, decision);
        }
        catch (RefusedException e)
        {
            refusal = e;
        }
        catch (Exception e)
        {
            error = e;
        }

        if (!watch.Leave(run))
        {
            return;
        }

        if (error is StateMissingException missing)
        {
            EvictChanged(decision);
            fetcher.Fetch(missing.Type, missing.Stream, command);
        }
        else if (error is not null)
        {
            EvictChanged(decision);
            fetcher.LookUpOutcome(command, error);
        }
        else
        {
            Enlist(command, decision, result, refusal);
        }
    }

    /// <summary>Makes a unit of what was decided and hands it to the writer.</summary>
    private void Enlist(PendingCommand command, Decision decision, object? result, RefusedException? refusal)
    {
        command.Renew();
        try
        {
            if (refusal is not null)
            {
                EvictChanged(decision);
                command.Outcome = new Outcome(command.Context.Fingerprint, default, refusal);
                command.Unit = UnitBuilder.Refused(command, decision);
            }
            else
            {
                command.Outcome = Outcome.Success(command.Context.Fingerprint, result, command.Handler.ResultType);
                command.Unit = units.Decided(command, decision);
            }
        }
        catch (Exception e)
        {
            EvictChanged(decision);
            foreach (var participant in decision.Participants)
            {
                cache.Evict(participant.Cached);
            }

            fetcher.LookUpOutcome(command, e);
            return;
        }

        command.Participants = decision.Participants;
        foreach (var participant in decision.Participants)
        {
            Pin(participant, command);
        }

        if (command.RestsOn.Count > 0)
        {
            command.Unit = command.Unit with { RestsOn = command.RestsOn.ConvertAll(fate => fate.CommandId) };
        }

        fetcher.Begin(command.Unit);
        writer.Enqueue(command);
    }

    private void Pin(Participant participant, PendingCommand command)
    {
        var cached = participant.Cached;
        if (participant.IsNew && command.Outcome!.Refusal is null)
        {
            cache.Put(cached);
        }

        cached.Pins++;
        if (cached.ChangedBy is { IsWritten: false } ground)
        {
            command.RestsOn.Add(ground);
        }

        if (cached.State.Version > participant.VersionBefore)
        {
            cached.ChangedBy = command.Fate;
            cache.EvictStream(cached.Stream, except: cached);
        }
    }

    private void DecideAgain(PendingCommand command, AppendOutcome.Conflict conflict)
    {
        EngineMeters.Conflicted(log.Module);
        log.DecisionConflicted(command.Name, conflict.Stream, command.Attempt);
        (command.MustLoad ??= new HashSet<string>(StringComparer.Ordinal)).Add(conflict.Stream);
        if (command.Attempt++ < options.MaxAttempts)
        {
            Decide(command);
        }
        else
        {
            Fail(command, new ConcurrencyException($"{command.Name} was decided {options.MaxAttempts} times, and each time another node had changed {conflict.Stream}. Try again."));
        }
    }

    private void Continue(LoopMessage.StateFetched fetched)
    {
        var cached = cache.Find(fetched.Type, fetched.Stream);
        if (fetched.State is not null && cached is null)
        {
            cache.Put(cached = new CachedState(fetched.Type, fetched.Stream, fetched.State));
        }

        foreach (var command in fetcher.TakeWaiting(fetched.Type, fetched.Stream))
        {
            if (fetched.Error is not null)
            {
                fetcher.LookUpOutcome(command, fetched.Error);
                continue;
            }

            // Held, because with little room the states that one decision needs would push each other out for ever. Queued,
            // because a handler that never returns takes this thread with it.
            cached!.Pins++;
            command.Held.Add(cached);
            Post(new LoopMessage.DecideAgain(command));
        }
    }

    private void EvictChanged(Decision decision)
    {
        foreach (var participant in decision.Participants)
        {
            if (participant.IsChanged)
            {
                cache.Evict(participant.Cached);
            }
        }
    }

    /// <summary>A handler does not return. Its command fails, its states are dropped, and the pool takes the loop over.</summary>
    private void GiveUp(PendingCommand command, Decision decision)
    {
        foreach (var participant in decision.Abandon())
        {
            cache.Evict(participant.Cached);
        }

        log.HandlerStuck(command.Name, options.HandlerLimit);
        Fail(command, new HandlerStuckException(
            $"The handler of {command.Name} did not return within {options.HandlerLimit.TotalSeconds:0.#} s and was given up. Nothing was done; look for an endless loop."));
        Volatile.Write(ref isOwned, 0);
        ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);
    }
}
