using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>A batch at its place in the log.</summary>
/// <param name="Outcomes">One for each unit, in order.</param>
/// <param name="Events">What it wrote, in order.</param>
/// <param name="Recorded">The outcomes it recorded.</param>
/// <param name="Schedule">The schedule changes it made, in order.</param>
/// <param name="Head">The head after it.</param>
public sealed record AppendedBatch(
    IReadOnlyList<AppendOutcome> Outcomes,
    IReadOnlyList<RecordedEvent> Events,
    IReadOnlyList<RecordedOutcome> Recorded,
    IReadOnlyList<ScheduleChange> Schedule,
    LogHead Head)
{
    /// <summary>What to tell of the commit; null if nobody needs to hear of it.</summary>
    public CommitNotice? Notice => Events.Count == 0 && Schedule.Count == 0
        ? null
        : new CommitNotice(Head.Position - Events.Count, Head.Position, Events.Select(e => e.Type).ToHashSet(StringComparer.Ordinal), Schedule.Count > 0)
        {
            Streams = Events.Select(e => e.Stream).ToHashSet(StringComparer.Ordinal),
            Events = Events,
        };
}
