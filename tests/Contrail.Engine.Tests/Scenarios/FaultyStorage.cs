using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Tests.Scenarios;

/// <summary>A storage whose logs and subscriptions fail when a test says so.</summary>
internal sealed class FaultyStorage(IStorage inner) : IStorage
{
    private readonly Lock gate = new();

    /// <summary>So many appends fail before anything is written.</summary>
    public int UnavailableAppends { get; set; }

    /// <summary>So many appends are written and then fail: their answers are lost.</summary>
    public int LostAnswers { get; set; }

    /// <summary>Nothing can be appended.</summary>
    public bool IsDown { get; set; }

    /// <summary>It does not say what is due next.</summary>
    public bool IsSilent { get; set; }

    /// <summary>So many reads of streams fail.</summary>
    public int UnavailableReads { get; set; }

    /// <summary>So many commits of subscriptions fail.</summary>
    public int UnavailableCommits { get; set; }

    /// <summary>Whether a commit of a subscription is written and then fails: its answer is lost.</summary>
    public Func<Lease, bool> LosesCommit { get; set; } = _ => false;

    /// <summary>Batches with such a unit are refused for good.</summary>
    public Func<AppendUnit, bool> Refuses { get; set; } = _ => false;

    /// <summary>Called before each append.</summary>
    public Func<IReadOnlyList<AppendUnit>, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before each read of a stream.</summary>
    public Func<string, Task> BeforeStreamRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called when a snapshot was kept.</summary>
    public Action<Snapshot> SnapshotKept { get; set; } = _ => { };

    /// <summary>Called with the owner before a lease is asked for.</summary>
    public Action<string> BeforeAcquire { get; set; } = _ => { };

    /// <summary>Called before a lease is given up.</summary>
    public Func<Lease, Task> BeforeRelease { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before each commit of a subscription.</summary>
    public Func<Lease, SubscriptionCommit, Task> BeforeCommit { get; set; } = (_, _) => Task.CompletedTask;

    public int Appends { get; private set; }

    private TaskCompletionSource committed = NewSignal();

    /// <summary>Looks again after each commit of a subscription, or a moment when there is none, until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!await isSo())
        {
            await Task.WhenAny(Volatile.Read(ref committed).Task, Task.Delay(50, limit.Token));
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Versions after which streams were read.</summary>
    public List<(string Stream, long After)> StreamReads { get; } = [];

    public async ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default) =>
        new FaultyModule(await inner.OpenAsync(module, cancellation), this);

    public void Heal()
    {
        (UnavailableAppends, LostAnswers, UnavailableReads, UnavailableCommits, IsDown, IsSilent) = (0, 0, 0, 0, false, false);
        Refuses = _ => false;
        BeforeAppend = _ => Task.CompletedTask;
        BeforeStreamRead = _ => Task.CompletedTask;
        BeforeCommit = (_, _) => Task.CompletedTask;
        BeforeAcquire = _ => { };
        BeforeRelease = _ => Task.CompletedTask;
        LosesCommit = _ => false;
    }

    private bool Takes(Func<int> left, Action<int> set)
    {
        lock (gate)
        {
            var had = left();
            set(Math.Max(0, had - 1));
            return had > 0;
        }
    }

    private async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(ILogStore log, IReadOnlyList<AppendUnit> units, CancellationToken cancellation)
    {
        await BeforeAppend(units);
        Appends++;
        if (IsDown || Takes(() => UnavailableAppends, n => UnavailableAppends = n))
        {
            throw new StorageUnavailableException("The test says: not now.");
        }

        if (units.Any(Refuses))
        {
            throw new InvalidOperationException("The test says: not this one.");
        }

        var outcomes = await log.AppendAsync(units, cancellation);
        return Takes(() => LostAnswers, n => LostAnswers = n) ? throw new StorageUnavailableException("The test says: the answer is lost.") : outcomes;
    }

    private sealed class FaultyModule(IModuleStorage inner, FaultyStorage faults) : IModuleStorage
    {
        public ILogStore Log { get; } = new FaultyLog(inner.Log, faults);

        public ISubscriptionStore Subscriptions { get; } = new FaultySubscriptions(inner.Subscriptions, faults);

        public IReadModelStore ReadModels => inner.ReadModels;

        public bool IsExclusive => inner.IsExclusive;

        public LogHead? Anchor => inner.Anchor;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class FaultyLog(ILogStore inner, FaultyStorage faults) : ILogStore
    {
        public event Action<CommitNotice>? Committed
        {
            add => inner.Committed += value;
            remove => inner.Committed -= value;
        }

        public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancellation) =>
            faults.AppendAsync(inner, units, cancellation);

        public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellation) => inner.ReadHeadAsync(cancellation);

        public ValueTask<LogPage> ReadAsync(long after, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation) =>
            inner.ReadAsync(after, limit, types, cancellation);

        public async ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation)
        {
            await BeforeReadAsync(stream, afterVersion);
            return await inner.ReadStreamAsync(stream, afterVersion, limit, cancellation);
        }

        public async ValueTask<int> ReadContentsAsync(string stream, long afterVersion, int limit, ContentVisitor visit, CancellationToken cancellation)
        {
            await BeforeReadAsync(stream, afterVersion);
            return await inner.ReadContentsAsync(stream, afterVersion, limit, visit, cancellation);
        }

        public ValueTask<RecordedOutcome?> FindOutcomeAsync(Guid commandId, CancellationToken cancellation) => inner.FindOutcomeAsync(commandId, cancellation);

        public ValueTask<IReadOnlyList<ScheduledCommand>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation) =>
            inner.ReadDueAsync(now, limit, cancellation);

        public ValueTask<DateTimeOffset?> ReadNextDueAsync(CancellationToken cancellation) =>
            faults.IsSilent ? throw new StorageUnavailableException("The test says: no answer.") : inner.ReadNextDueAsync(cancellation);

        public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, string kind, CancellationToken cancellation) => inner.ReadSnapshotAsync(stream, kind, cancellation);

        public async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellation)
        {
            await inner.WriteSnapshotAsync(snapshot, cancellation);
            faults.SnapshotKept(snapshot);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private async Task BeforeReadAsync(string stream, long afterVersion)
        {
            await faults.BeforeStreamRead(stream);
            lock (faults.gate)
            {
                faults.StreamReads.Add((stream, afterVersion));
            }

            if (faults.Takes(() => faults.UnavailableReads, n => faults.UnavailableReads = n))
            {
                throw new StorageUnavailableException("The test says: no reading now.");
            }
        }
    }

    private sealed class FaultySubscriptions(ISubscriptionStore inner, FaultyStorage faults) : ISubscriptionStore
    {
        public ValueTask<Lease?> AcquireAsync(string subscription, string owner, TimeSpan duration, CancellationToken cancellation)
        {
            faults.BeforeAcquire(owner);
            return inner.AcquireAsync(subscription, owner, duration, cancellation);
        }

        public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancellation)
        {
            await faults.BeforeRelease(lease);
            await inner.ReleaseAsync(lease, cancellation);
        }

        public ValueTask<long> ReadCheckpointAsync(string subscription, CancellationToken cancellation) => inner.ReadCheckpointAsync(subscription, cancellation);

        public async ValueTask CommitAsync(Lease lease, SubscriptionCommit commit, CancellationToken cancellation)
        {
            await faults.BeforeCommit(lease, commit);
            if (faults.Takes(() => faults.UnavailableCommits, n => faults.UnavailableCommits = n))
            {
                throw new StorageUnavailableException("The test says: no commit now.");
            }

            await inner.CommitAsync(lease, commit, cancellation);
            if (faults.LosesCommit(lease))
            {
                throw new StorageUnavailableException("The test says: committed, but the answer is lost.");
            }

            Interlocked.Exchange(ref faults.committed, NewSignal()).TrySetResult();
        }

        public ValueTask<IReadOnlyList<ParkedEvent>> ReadParkedAsync(string? subscription, long afterPosition, int limit, CancellationToken cancellation) =>
            inner.ReadParkedAsync(subscription, afterPosition, limit, cancellation);

        public ValueTask<IReadOnlyCollection<string>> ReadParkedStreamsAsync(string subscription, CancellationToken cancellation) =>
            inner.ReadParkedStreamsAsync(subscription, cancellation);

        public ValueTask<int> ActOnParkedAsync(OperatorAct act, CancellationToken cancellation) => inner.ActOnParkedAsync(act, cancellation);

        public ValueTask<IReadOnlyList<OperatorAct>> ReadActsAsync(int limit, CancellationToken cancellation) => inner.ReadActsAsync(limit, cancellation);
    }
}
