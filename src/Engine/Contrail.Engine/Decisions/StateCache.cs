using System.Runtime.InteropServices;
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

    /// <summary>The last unit that changed it, while it is on its way.</summary>
    public UnitFate? ChangedBy { get; set; }

    /// <summary>The next state of the same stream, of another type.</summary>
    public CachedState? Sibling { get; set; }

    /// <summary>The one that was used before it, and the one after; links of the cache.</summary>
    public CachedState? Older { get; set; }

    /// <inheritdoc cref="Older"/>
    public CachedState? Newer { get; set; }
}

/// <summary>States by stream and type, least recently used first out. Used by the decision loop's current owner only.</summary>
/// <remarks>States come and go with every command, so one costs no more than an entry of one table: they are linked to each other.</remarks>
internal sealed class StateCache(int capacity)
{
    private readonly Dictionary<string, CachedState> byStream = new(StringComparer.Ordinal);
    private CachedState? oldest;
    private CachedState? newest;

    public int Count { get; private set; }

    public CachedState? Find(Type type, string stream)
    {
        for (var cached = byStream.GetValueOrDefault(stream); cached is not null; cached = cached.Sibling)
        {
            if (cached.Type == type)
            {
                Unlink(cached);
                LinkAsNewest(cached);
                return cached;
            }
        }

        return null;
    }

    /// <summary>Whether a state of the stream is here, of whatever type.</summary>
    public bool Knows(string stream) => byStream.ContainsKey(stream);

    public void Put(CachedState cached)
    {
        Evict(Find(cached.Type, cached.Stream));
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(byStream, cached.Stream, out _);
        cached.Sibling = first;
        first = cached;
        LinkAsNewest(cached);
        Count++;
        Shrink();
    }

    public void Evict(CachedState? cached)
    {
        if (cached is null || !IsHeld(cached))
        {
            return;
        }

        Unlink(cached);
        RemoveFromStream(cached);
        Count--;
    }

    /// <summary>Evicts every state of a stream but one: the others do not know the events that one just applied.</summary>
    public void EvictStream(string stream, CachedState? except = null)
    {
        for (var cached = byStream.GetValueOrDefault(stream); cached is not null;)
        {
            var next = cached.Sibling;
            if (cached != except)
            {
                Evict(cached);
            }

            cached = next;
        }
    }

    // One that was evicted, or never put, has no neighbours, and is not the only one either.
    private bool IsHeld(CachedState cached) => cached.Older is not null || cached.Newer is not null || oldest == cached;

    private void Shrink()
    {
        for (var cached = oldest; Count > capacity && cached is not null && cached != newest;)
        {
            var next = cached.Newer;
            if (cached.Pins == 0)
            {
                Evict(cached);
            }

            cached = next;
        }
    }

    private void RemoveFromStream(CachedState cached)
    {
        var first = byStream[cached.Stream];
        if (first == cached && cached.Sibling is null)
        {
            byStream.Remove(cached.Stream);
        }
        else if (first == cached)
        {
            byStream[cached.Stream] = cached.Sibling!;
        }
        else
        {
            for (; first.Sibling != cached; first = first.Sibling!)
            {
            }

            first.Sibling = cached.Sibling;
        }

        cached.Sibling = null;
    }

    private void LinkAsNewest(CachedState cached)
    {
        cached.Older = newest;
        if (newest is null)
        {
            oldest = cached;
        }
        else
        {
            newest.Newer = cached;
        }

        newest = cached;
    }

    private void Unlink(CachedState cached)
    {
        if (cached.Older is null)
        {
            oldest = cached.Newer;
        }
        else
        {
            cached.Older.Newer = cached.Newer;
        }

        if (cached.Newer is null)
        {
            newest = cached.Older;
        }
        else
        {
            cached.Newer.Older = cached.Older;
        }

        (cached.Older, cached.Newer) = (null, null);
    }
}
