using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Processes;

namespace Contrail.Engine.Decisions;

/// <summary>Makes the append unit of a decision.</summary>
internal sealed class UnitBuilder(EventSerializer serializer)
{
    /// <summary>A refusal changes nothing, but it is recorded, and what it rests on is checked: a refusal founded on
    /// something that was never written would be wrong.</summary>
    public static AppendUnit Refused(PendingCommand command, Decision decision) => new(
        command.Context.CommandId,
        [.. decision.Participants.Select(p => new StreamRead(p.Cached.Stream, p.VersionBefore))],
        [],
        ScheduleOf(command.Context, []),
        command.Outcome!.ToJson());

    public AppendUnit Decided(PendingCommand command, Decision decision)
    {
        var context = decision.Context;
        var metadata = new EventMetadata(context.CorrelationId, context.CausationId, context.CommandId, context.Actor, context.TraceParent).ToJson();
        var reads = new List<StreamRead>();
        var writes = new List<StreamWrite>(decision.Participants.Count);
        List<Snapshot>? snapshots = null;
        foreach (var participant in decision.Participants)
        {
            var pending = participant.Aggregate?.TakePending() ?? [];
            if (pending.Count == 0)
            {
                reads.Add(new StreamRead(participant.Cached.Stream, participant.VersionBefore));
                continue;
            }

            writes.Add(new StreamWrite(participant.Cached.Stream, participant.VersionBefore, ToNewEvents(pending, metadata, decision.Now)));
            if (SnapshotPolicy.Of(participant.Cached.Type) is { } policy && policy.IsDue(participant.VersionBefore, participant.Cached.State.Version))
            {
                (snapshots ??= []).Add(policy.Take(participant.Cached.Stream, participant.Cached.State));
            }
        }

        if (decision.Sent.Count > 0)
        {
            writes.Add(new StreamWrite(SentStream(context.CommandId), 0, ToNewEvents(decision.Sent, metadata, decision.Now)));
        }

        command.Snapshots = snapshots is null ? [] : [.. snapshots];
        return new AppendUnit(context.CommandId, reads, writes, ScheduleOf(context, decision.ScheduleChanges), command.Outcome!.ToJson())
        {
            KeepsOutcome = command.Command is not EngineDecision { FindsItselfDone: true },
        };
    }

    private static IReadOnlyList<ScheduleChange> ScheduleOf(CommandContext context, IReadOnlyList<ScheduleChange> changes) =>
        context.Scheduled is { } entry ? [new ScheduleChange.Remove(entry.Key, entry.Id), .. changes] : changes;

    /// <summary>Commands that a decision sends lie in a stream of their own: in order, and new for each decision.</summary>
    private static string SentStream(Guid commandId) => $"sent-{commandId:N}";

    private NewEvent[] ToNewEvents(IReadOnlyList<IDomainEvent> events, ReadOnlyMemory<byte> metadata, DateTimeOffset now)
    {
        var made = new NewEvent[events.Count];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = events[i] is ForeignEvent foreign
                ? new NewEvent(TimedId.New(now), foreign.Type, foreign.SchemaVersion, foreign.Data, foreign.Metadata.ToJson(), now)
                : ToNewEvent(events[i], metadata, now);
        }

        return made;
    }

    private NewEvent ToNewEvent(IDomainEvent @event, ReadOnlyMemory<byte> metadata, DateTimeOffset now)
    {
        var (name, data) = serializer.Serialize(@event);
        return new NewEvent(TimedId.New(now), name.Type, name.SchemaVersion, data, metadata, now);
    }
}
