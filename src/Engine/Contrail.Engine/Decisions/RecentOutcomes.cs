namespace Contrail.Engine.Decisions;

/// <summary>The newest outcomes by command id; the log has them all.</summary>
/// <remarks>They outlive their commands by far, and there are many: no object is kept for one that has no result.</remarks>
internal sealed class RecentOutcomes(int capacity)
{
    private readonly Dictionary<Guid, (Outcome Outcome, long Position)> outcomes = [];
    private readonly Queue<Guid> order = new();

    /// <summary>The answer to a command that is repeated; null if it is not known here.</summary>
    public Answer? Find(Guid commandId) =>
        outcomes.TryGetValue(commandId, out var found) ? new Answer(found.Outcome, found.Position, IsReplay: true) : null;

    public void Add(Guid commandId, Outcome outcome, long position)
    {
        if (!outcomes.TryAdd(commandId, (outcome, position)))
        {
            return;
        }

        order.Enqueue(commandId);
        if (order.Count > capacity)
        {
            outcomes.Remove(order.Dequeue());
        }
    }
}
