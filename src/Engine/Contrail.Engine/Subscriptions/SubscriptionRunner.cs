using System.Diagnostics;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Subscriptions;

/// <summary>
/// Runs one subscription: takes the lease, reads pages after the checkpoint, has them handled, commits progress under the
/// lease's epoch. It never ends by itself: a fault that passes is waited for, a fault of an event is parked.
/// </summary>
internal sealed partial class SubscriptionRunner : IAsyncDisposable
{
    private const int PagesUnpersisted = 10;
    private const long NotIdle = -1;
    private const long NotHandling = -1;
    private static readonly TimeSpan IdlePersist = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BusyPersist = TimeSpan.FromMilliseconds(250);
    private readonly ILogStore log;
    private readonly PageReader pages;
    private readonly ISubscriptionStore store;
    private readonly Subscriber subscriber;
    private readonly SubscriptionOptions options;
    private readonly TimeProvider clock;
    private readonly EngineLog messages;
    private readonly string owner;
    private readonly ParkedStreams parked;
    private readonly WakeSignal wake = new();
    private readonly PositionWaiters reached = new();
    private readonly CancellationTokenSource stop = new();
    private readonly RateMeter rate = new();
    private readonly Lock idleGate = new();
    private Task running = Task.CompletedTask;
    private SubscriptionState state = SubscriptionState.Stopped;
    private long head;
    private long persisted;
    private long persistedAt;
    private long handledTo;
    private long idleAt = NotIdle;
    private long handlingSince = NotHandling;
    private string? lastError;
    private int faults;

    public SubscriptionRunner(
        string name, Subscriber subscriber, ILogStore log, LogTail tail, ISubscriptionStore store, string owner, SubscriptionOptions options, TimeProvider clock, EngineLog messages)
    {
        (Name, this.subscriber, this.log, pages) = (name, subscriber, log, new PageReader(tail, subscriber.Types, options.PageSize, subscriber.Prepare));
        (this.store, this.owner, this.options, this.clock, this.messages) = (store, owner, options, clock, messages);
        parked = new ParkedStreams(name, subscriber, log, store, clock, messages);
    }

    public string Name { get; }

    /// <summary>Whether no other process can run it. Then nobody needs to be told at once how far it is.</summary>
    public bool IsExclusive { get; init; }

    public Subscriber Subscriber => subscriber;

    public SubscriptionProgress Progress => new(Name, state, reached.Position, Math.Max(Volatile.Read(ref head), reached.Position), rate.PerSecond, parked.Count, lastError);

    /// <summary>How long handlers have been at one page, if longer than they may.</summary>
    public TimeSpan? Overdue =>
        Volatile.Read(ref handlingSince) is var since and not NotHandling && TimeSpan.FromMilliseconds(Environment.TickCount64 - since) is var time && time > options.HandlerLimit
            ? time
            : null;

    public void Start()
    {
        log.Committed += OnCommitted;
        running = Task.Run(RunAsync);
    }

    /// <summary>Looks at once: something changed that the log does not tell.</summary>
    public void Nudge()
    {
        parked.MayHaveChanged();
        wake.Set();
    }

    /// <summary>Waits until every event up to a position is dealt with.</summary>
    /// <exception cref="TimeoutException">It was not reached in time.</exception>
    public Task CaughtUpAsync(long position, TimeSpan limit, CancellationToken cancellation = default)
    {
        var waiting = reached.WaitAsync(position, limit, TimeProvider.System, cancellation);
        if (follows && !waiting.IsCompleted)
        {
            wake.Set();
        }

        return waiting;
    }

    public async ValueTask DisposeAsync()
    {
        log.Committed -= OnCommitted;
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stop.Dispose();
    }

    private void OnCommitted(CommitNotice commit)
    {
        // A head that is known has woken it before, or is being read up to, or is another owner's business; other nodes tell of it once more.
        if (commit.Head <= Volatile.Read(ref head))
        {
            return;
        }

        HeadIsAtLeast(commit.Head);
        if (!follows && !IsPassedBy(commit))
        {
            wake.Set();
        }
    }

    /// <summary>Commits may be told of at the same time, and late.</summary>
    private void HeadIsAtLeast(long known)
    {
        for (var seen = Volatile.Read(ref head); seen < known;)
        {
            seen = Interlocked.CompareExchange(ref head, known, seen);
        }
    }

    /// <summary>A commit that does not concern a subscription passes it by while it waits, without waking it.</summary>
    private bool IsPassedBy(CommitNotice commit)
    {
        if (commit.Types is null || subscriber.Types is not { } types || types.Any(commit.Types.Contains))
        {
            return false;
        }

        lock (idleGate)
        {
            if (idleAt != commit.From)
            {
                return false;
            }

            idleAt = commit.Head;
        }

        reached.Reach(commit.Head);
        return true;
    }

    private async Task RunAsync()
    {
        Lease? held = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                held = await store.AcquireAsync(Name, owner, options.Lease, stop.Token).ConfigureAwait(false);
                follows = held is null;
                await (held is null ? FollowAsync() : OwnAsync(held)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (FencedOffException)
            {
                held = null;
                messages.SubscriptionFenced(Name);
                state = SubscriptionState.Waiting;
            }
            catch (Exception e)
            {
                await PauseAsync(e).ConfigureAwait(false);
            }
        }

        if (held is not null)
        {
            await ReleaseAsync(held).ConfigureAwait(false);
        }

        state = SubscriptionState.Stopped;
    }

    private async Task OwnAsync(Lease lease)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var renewing = RenewAsync(lease, lost);
        try
        {
            subscriber.Reset();
            await parked.LoadAsync(lost.Token).ConfigureAwait(false);
            persisted = await store.ReadCheckpointAsync(Name, lost.Token).ConfigureAwait(false);
            var position = handledTo = persisted;
            while (true)
            {
                position = await AdvanceAsync(lease, position, lost.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // The lease was lost while something was under way.
            state = SubscriptionState.Waiting;
        }
        finally
        {
            await lost.CancelAsync().ConfigureAwait(false);
            await EndCommitAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await pages.ResetAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One round: parked streams that are to be tried, then one page, then a pause if there was nothing.</summary>
    private async Task<long> AdvanceAsync(Lease lease, long position, CancellationToken cancellation)
    {
        await parked.RedriveAsync(lease, position, cancellation).ConfigureAwait(false);
        await GiveWay.ToOthersAsync().ConfigureAwait(false);
        var page = await pages.ReadAsync(position, Volatile.Read(ref head), cancellation).ConfigureAwait(false);
        HeadIsAtLeast(page.Head);
        position = await TakeAsync(lease, page, cancellation).ConfigureAwait(false);
        if (position < Volatile.Read(ref head))
        {
            return position;
        }

        await FinishAsync(lease, cancellation).ConfigureAwait(false);
        return await IdleAsync(lease, position, cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits for work. Progress over events that did not concern it is kept now and then, so that a restart need not read them all again.</summary>
    private async Task<long> IdleAsync(Lease lease, long position, CancellationToken cancellation)
    {
        if (position == persisted)
        {
            (position, _) = await WaitAsync(position, options.Poll, cancellation).ConfigureAwait(false);
            parked.MayHaveChanged();
            return position;
        }

        var started = Volatile.Read(ref head);
        (position, var isWoken) = await WaitAsync(position, IdlePersist, cancellation).ConfigureAwait(false);
        if ((!isWoken && Volatile.Read(ref head) == started) || position - persisted >= PagesUnpersisted * options.PageSize)
        {
            await store.CommitAsync(lease, SubscriptionCommit.At(position), cancellation).ConfigureAwait(false);
            (persisted, persistedAt) = (position, Environment.TickCount64);
        }

        return position;
    }

    /// <summary>Waits to be woken; says where commits that passed by have left it, and whether anything woke it.</summary>
    private async Task<(long Position, bool IsWoken)> WaitAsync(long position, TimeSpan atMost, CancellationToken cancellation)
    {
        lock (idleGate)
        {
            idleAt = position;
        }

        var isWoken = false;
        try
        {
            isWoken = await wake.WaitAsync(atMost, clock, cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (idleGate)
            {
                (position, idleAt) = (idleAt, NotIdle);
                handledTo = position;
            }
        }

        return (position, isWoken);
    }

    private async Task PauseAsync(Exception e)
    {
        state = SubscriptionState.Retrying;
        lastError = e.Message;
        messages.SubscriptionRetried(Name, ++faults, e);
        try
        {
            await Task.Delay(FaultPolicy.Pause(faults, options.LongestPause), clock, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
