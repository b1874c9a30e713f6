using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Projections;

/// <summary>What a verification of a read model found.</summary>
/// <param name="ReadModel">The projection's name.</param>
/// <param name="Position">The position at which it was compared with its rebuild.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Differences">Keys whose rows differ, at most 20; empty if it equals its rebuild.</param>
public sealed record ReadModelReport(string ReadModel, long Position, long Rows, IReadOnlyList<string> Differences);

/// <summary>How far a rebuild is.</summary>
/// <param name="Position">Rebuilt up to here.</param>
/// <param name="Head">The log's last position.</param>
public readonly record struct RebuildProgress(long Position, long Head);

/// <summary>
/// Runs the generations of one read model: the one that is served and, beside it, one that is being built. A built one takes
/// over as soon as it has reached the log's head, and the table of the other is dropped.
/// </summary>
internal sealed partial class ReadModelHost(
    Projection projection,
    IReadModelStore tables,
    EventSerializer serializer,
    ILogStore log,
    ISubscriptionStore subscriptions,
    Func<string, Subscriber, SubscriptionRunner> makeRunner,
    SubscriptionOptions options,
    bool hasOthers,
    EngineLog messages) : IAsyncDisposable
{
    // Another node that fills the read model tells nobody here; then watchers look by themselves.
    private static readonly TimeSpan LookElsewhere = TimeSpan.FromMilliseconds(100);
    private readonly RowWatchers watchers = new();
    private readonly SemaphoreSlim change = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private SubscriptionRunner? served;
    private SubscriptionRunner? building;
    private Task takeover = Task.CompletedTask;
    private Task following = Task.CompletedTask;

    public Projection Projection => projection;

    public SubscriptionRunner Served => served ?? throw new InvalidOperationException($"{projection.Name} is not running.");

    public IEnumerable<SubscriptionRunner> Runners => building is { } next && next != Served ? [Served, next] : [Served];

    /// <summary>Watches one row.</summary>
    public RowWatch Watch(string key, TimeSpan poll) =>
        new(key, watchers, () => Served.Progress.State == SubscriptionState.Running ? poll : LookElsewhere);

    /// <summary>Finds or makes the generation of this version and runs it.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await StartGenerationsAsync(cancellation).ConfigureAwait(false);
        if (hasOthers)
        {
            following = FollowOthersAsync(options.Poll);
        }
    }

    private async Task StartGenerationsAsync(CancellationToken cancellation)
    {
        var generations = await tables.ReadGenerationsAsync(projection.Name, cancellation).ConfigureAwait(false);
        var old = generations.FirstOrDefault(g => g.IsServed);
        var newest = generations.Where(g => g.Version == projection.Version).OrderByDescending(g => NumberOf(g.Table)).FirstOrDefault();
        newest ??= await AddAsync(generations, cancellation).ConfigureAwait(false);
        await tables.CreateTableAsync(projection.Schema(newest.Table), cancellation).ConfigureAwait(false);
        await RemoveLeftoversAsync([.. generations.Where(g => g.Table != newest.Table)], old ?? newest, cancellation).ConfigureAwait(false);
        if (old is null || old.Table == newest.Table)
        {
            await tables.ServeAsync(projection.Name, newest.Table, cancellation).ConfigureAwait(false);
            served = Run(newest.Table);
            return;
        }

        // The old generation goes on where its version still runs; here it is only served until the new one is complete.
        served = old.Version == projection.Version ? Run(old.Table) : null;
        building = Run(newest.Table);
        served ??= building;
        takeover = TakeOverAsync(old, newest);
    }

    /// <summary>Builds a new generation from the beginning beside the served one and serves it when it is complete.</summary>
    public async Task RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await change.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await takeover.WaitAsync(cancellation).ConfigureAwait(false);
            await BeginRebuildAsync(cancellation).ConfigureAwait(false);
            await ReportUntilServedAsync(progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            change.Release();
        }
    }

    private async Task BeginRebuildAsync(CancellationToken cancellation)
    {
        var generations = await tables.ReadGenerationsAsync(projection.Name, cancellation).ConfigureAwait(false);
        var next = await AddAsync(generations, cancellation).ConfigureAwait(false);
        await tables.CreateTableAsync(projection.Schema(next.Table), cancellation).ConfigureAwait(false);
        building = Run(next.Table);
        takeover = TakeOverAsync(generations.First(g => g.IsServed), next);
    }

    private async Task ReportUntilServedAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        do
        {
            await Task.WhenAny(takeover, Task.Delay(100, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var now = (building ?? Served).Progress;
            progress?.Report(new RebuildProgress(now.Position, now.Head));
        }
        while (!takeover.IsCompleted);

        await takeover.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await takeover.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var runner in new[] { served, building }.Distinct())
        {
            if (runner is not null)
            {
                await runner.DisposeAsync().ConfigureAwait(false);
            }
        }

        change.Dispose();
        stop.Dispose();
    }

    /// <summary>Where several nodes share the storage, another one may serve a new generation: this one then runs that, and not
    /// the table that is gone.</summary>
    private async Task FollowOthersAsync(TimeSpan pause)
    {
        while (true)
        {
            await Task.Delay(pause, stop.Token).ConfigureAwait(false);
            try
            {
                await FollowOthersAsync().ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                // The next look tells.
            }
        }
    }

    private async Task FollowOthersAsync()
    {
        var generations = await tables.ReadGenerationsAsync(projection.Name, stop.Token).ConfigureAwait(false);
        if (generations.FirstOrDefault(g => g.IsServed) is not { } now || now.Version != projection.Version || now.Table == Served.Name
            || !takeover.IsCompleted || !await change.WaitAsync(0, stop.Token).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var gone = Served;
            served = Run(now.Table);
            messages.ReadModelServed(projection.Name, now.Table);
            await gone.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            change.Release();
        }
    }

    private static int NumberOf(string table) => int.Parse(table[(table.LastIndexOf('g') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private SubscriptionRunner Run(string table)
    {
        var runner = makeRunner(table, new ProjectionSubscriber(projection, table, tables, serializer, watchers) { CachedRows = options.CachedRows });
        runner.Start();
        return runner;
    }

    private async Task<ReadModelGeneration> AddAsync(IReadOnlyList<ReadModelGeneration> generations, CancellationToken cancellation)
    {
        var number = generations.Count == 0 ? 1 : generations.Max(g => NumberOf(g.Table)) + 1;
        var generation = new ReadModelGeneration(projection.Name, projection.Version, $"{projection.Name}_v{projection.Version}_g{number}", IsServed: false);
        await tables.AddGenerationAsync(generation, cancellation).ConfigureAwait(false);
        return generation;
    }

    /// <summary>Takes over when it can; a store that does not answer meanwhile is asked again.</summary>
    private async Task TakeOverAsync(ReadModelGeneration old, ReadModelGeneration next)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryTakeOverAsync(old, next).ConfigureAwait(false);
                return;
            }
            catch (StorageUnavailableException e)
            {
                messages.SubscriptionRetried(next.Table, attempt, e);
                await Task.Delay(FaultPolicy.Pause(attempt, TimeSpan.FromSeconds(5)), stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task TryTakeOverAsync(ReadModelGeneration old, ReadModelGeneration next)
    {
        var (runner, retired) = (building ?? Served, Served);
        var head = await log.ReadHeadAsync(stop.Token).ConfigureAwait(false);
        await runner.CaughtUpAsync(head.Position, Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(false);
        // Who asks from now on waits for the new one; it has what the old one has told others already. So nobody reads older rows than they were told of.
        served = runner;
        try
        {
            await runner.CaughtUpAsync(retired.Progress.Position, Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(false);
            await tables.ServeAsync(projection.Name, next.Table, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            served = retired;
            throw;
        }

        building = null;
        messages.ReadModelServed(projection.Name, next.Table);
        if (retired != runner)
        {
            await retired.DisposeAsync().ConfigureAwait(false);
        }

        await RemoveAsync(old, stop.Token).ConfigureAwait(false);
    }

    /// <summary>Generations before the served one: whoever retired them was killed before it had removed them.</summary>
    private async Task RemoveLeftoversAsync(IReadOnlyList<ReadModelGeneration> generations, ReadModelGeneration current, CancellationToken cancellation)
    {
        foreach (var leftover in generations.Where(g => !g.IsServed && NumberOf(g.Table) < NumberOf(current.Table)))
        {
            await RemoveAsync(leftover, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The table first: as long as it may exist, the catalogue knows it.</summary>
    private async Task RemoveAsync(ReadModelGeneration generation, CancellationToken cancellation)
    {
        await tables.DropTableAsync(generation.Table, generation.Table, cancellation).ConfigureAwait(false);
        await tables.RemoveGenerationAsync(projection.Name, generation.Table, cancellation).ConfigureAwait(false);
    }
}
