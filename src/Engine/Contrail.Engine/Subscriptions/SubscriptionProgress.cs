namespace Contrail.Engine.Subscriptions;

/// <summary>What a subscription is doing.</summary>
public enum SubscriptionState
{
    /// <summary>Not started, or ended.</summary>
    Stopped,

    /// <summary>Another owner runs it.</summary>
    Waiting,

    /// <summary>This node runs it.</summary>
    Running,

    /// <summary>This node runs it and waits for a fault to pass.</summary>
    Retrying,
}

/// <summary>How far a subscription is.</summary>
/// <param name="Name">The subscription.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Position">Every event up to here is dealt with or parked.</param>
/// <param name="Head">The log's last position that it knows of.</param>
/// <param name="PerSecond">Events handled per second lately.</param>
/// <param name="ParkedStreams">Streams set aside.</param>
/// <param name="LastError">The last fault, if any.</param>
public sealed record SubscriptionProgress(
    string Name, SubscriptionState State, long Position, long Head, double PerSecond, int ParkedStreams, string? LastError)
{
    /// <summary>Events still to come.</summary>
    public long Lag => Math.Max(0, Head - Position);
}

/// <summary>Waiters for a position: completed when it is reached.</summary>
internal sealed class PositionWaiters
{
    private readonly Lock gate = new();
    private readonly SortedSet<Waiter> waiters = new(Comparer<Waiter>.Create((a, b) => (a.Wanted, a.Number).CompareTo((b.Wanted, b.Number))));
    private long number;
    private long position;

    public long Position => Volatile.Read(ref position);

    /// <summary>Whether anybody waits.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (gate)
            {
                return waiters.Count > 0;
            }
        }
    }

    public void Reach(long reached)
    {
        lock (gate)
        {
            Volatile.Write(ref position, Math.Max(position, reached));
            while (waiters.Min is { } waiter && waiter.Wanted <= position)
            {
                waiters.Remove(waiter);
                waiter.Reached.TrySetResult();
            }
        }
    }

    public async Task WaitAsync(long wanted, TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        Waiter waiter;
        lock (gate)
        {
            if (position >= wanted)
            {
                return;
            }

            waiter = new Waiter(wanted, number++, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            waiters.Add(waiter);
        }

        try
        {
            await waiter.Reached.Task.WaitAsync(limit, clock, cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                waiters.Remove(waiter);
            }
        }
    }

    private sealed record Waiter(long Wanted, long Number, TaskCompletionSource Reached);
}

/// <summary>Wakes a waiter; several signals before it waits count as one. It may be set after its owner has ended: a commit
/// that is being told of does not wait for anybody, so there is nothing to dispose.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Its wait handle is never asked for, so the semaphore owns nothing.")]
internal sealed class WakeSignal
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Set()
    {
        if (signal.CurrentCount == 0)
        {
            try
            {
                signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else set it in between.
            }
        }
    }

    /// <returns>Whether it was woken, before the time was over.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellation)
    {
        if (ReferenceEquals(clock, TimeProvider.System))
        {
            // The semaphore keeps real time itself, at a fraction of the cost.
            return await signal.WaitAsync(atMost, cancellation).ConfigureAwait(false);
        }

        var woken = signal.WaitAsync(cancellation);
        if (woken.IsCompleted)
        {
            await woken.ConfigureAwait(false);
            return true;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timeout = Task.Delay(atMost, clock, stop.Token);
        var isOver = await Task.WhenAny(woken, timeout).ConfigureAwait(false) == timeout;
        if (isOver)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!woken.IsCompleted)
            {
                // Ends the wait that lost, so that it does not swallow the next signal.
                Set();
            }
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await woken.ConfigureAwait(false);
        return !isOver;
    }
}
