namespace Contrail.Engine.Decisions;

/// <summary>The newest outcomes by command id; the log has them all.</summary>
internal sealed class RecentOutcomes(int capacity)
{
    private readonly Dictionary<Guid, Answer> answers = [];
    private readonly Queue<Guid> order = new();

    public Answer? Find(Guid commandId) => answers.GetValueOrDefault(commandId);

    public void Add(Guid commandId, Answer answer)
    {
        if (!answers.TryAdd(commandId, answer))
        {
            return;
        }

        order.Enqueue(commandId);
        if (order.Count > capacity)
        {
            answers.Remove(order.Dequeue());
        }
    }
}
