using Contrail.Engine.Domain;

namespace Contrail.Engine.Decisions;

/// <summary>One cached state: what a stream folds to as one type, decided but not yet durable events included.</summary>
internal sealed class CachedState(Type type, string stream, EventSourced state)
{
    public Type Type { get; } = type;

    public string Stream { get; } = stream;

    public EventSourced State { get; } = state;

    /// <summary>Decisions in flight that rest on it; while there are any it is not dropped for space.</summary>
    public int Pins { get; set; }

    public bool IsEvicted { get; set; }

    /// <summary>The last unit that changed it.</summary>
    public UnitFate? ChangedBy { get; set; }

    public LinkedListNode<CachedState>? Node { get; set; }
}

/// <summary>States by type and stream, least recently used first out. Used by the decision loop's current owner only.</summary>
internal sealed class StateCache(int capacity)
{
    private readonly Dictionary<(string Stream, Type Type), CachedState> states = [];
    private readonly Dictionary<string, List<CachedState>> byStream = new(StringComparer.Ordinal);
    private readonly LinkedList<CachedState> byUse = new();

    public int Count => states.Count;

    public CachedState? Find(Type type, string stream)
    {
        if (!states.TryGetValue((stream, type), out var cached))
        {
            return null;
        }

        byUse.Remove(cached.Node!);
        byUse.AddLast(cached.Node!);
        return cached;
    }

    /// <summary>Whether a state of the stream is here, of whatever type.</summary>
    public bool Knows(string stream) => byStream.ContainsKey(stream);

    public void Put(CachedState cached)
    {
        Evict(states.GetValueOrDefault((cached.Stream, cached.Type)));
        states[(cached.Stream, cached.Type)] = cached;
        cached.IsEvicted = false;
        cached.Node = byUse.AddLast(cached);
        if (!byStream.TryGetValue(cached.Stream, out var siblings))
        {
            byStream[cached.Stream] = siblings = new List<CachedState>(1);
        }

        siblings.Add(cached);
        Shrink();
    }

    public void Evict(CachedState? cached)
    {
        if (cached is null || cached.IsEvicted || !states.TryGetValue((cached.Stream, cached.Type), out var held) || held != cached)
        {
            return;
        }

        states.Remove((cached.Stream, cached.Type));
        byUse.Remove(cached.Node!);
        cached.IsEvicted = true;
        var siblings = byStream[cached.Stream];
        siblings.Remove(cached);
        if (siblings.Count == 0)
        {
            byStream.Remove(cached.Stream);
        }
    }

    /// <summary>Evicts every state of a stream but one: the others do not know the events that one just applied.</summary>
    public void EvictStream(string stream, CachedState? except = null)
    {
        if (!byStream.TryGetValue(stream, out var siblings) || (siblings.Count == 1 && siblings[0] == except))
        {
            return;
        }

        foreach (var sibling in siblings.ToArray())
        {
            if (sibling != except)
            {
                Evict(sibling);
            }
        }
    }

    private void Shrink()
    {
        var node = byUse.First;
        while (states.Count > capacity && node is not null)
        {
            var next = node.Next;
            if (node.Value.Pins == 0 && node != byUse.Last)
            {
                Evict(node.Value);
            }

            node = next;
        }
    }
}
