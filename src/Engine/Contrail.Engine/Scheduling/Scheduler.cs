using Contrail.Engine.Decisions;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Scheduling;

/// <summary>
/// Carries out scheduled commands when they are due, by the module's clock. A command's schedule entry goes with the command's own
/// unit, so it runs once; one whose handler fails is tried again, more and more slowly, and holds up no other.
/// </summary>
internal sealed class Scheduler(
    ILogStore log, ISubscriptionStore leases, DecisionLoop decisions, EventSerializer serializer, string owner, SubscriptionOptions options, TimeProvider clock, EngineLog messages)
    : IAsyncDisposable
{
    private const string Name = "scheduler";
    private const int PageSize = 256;

    // Every commit may have scheduled something; looking this seldom is soon enough and costs a busy log nothing.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private readonly WakeSignal wake = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<Guid, (int Attempts, DateTimeOffset NotBefore)> failing = [];
    private Task running = Task.CompletedTask;
    private Lease? held;
    private long acquiredAt;

    public void Start()
    {
        log.Committed += OnCommitted;
        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        log.Committed -= OnCommitted;
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        if (held is not null)
        {
            try
            {
                await leases.ReleaseAsync(held, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                messages.LeaseNotReleased(Name, e);
            }
        }

        stop.Dispose();
    }

    private void OnCommitted(CommitNotice commit)
    {
        if (commit.ChangesSchedule)
        {
            wake.Set();
        }
    }

    private async Task RunAsync()
    {
        for (var faults = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                await AcquireAsync().ConfigureAwait(false);
                var pause = held is null ? options.Poll : await RunDueAsync().ConfigureAwait(false);
                faults = 0;
                if (held is null)
                {
                    await Task.Delay(pause, clock, stop.Token).ConfigureAwait(false); // What is scheduled is the owner's business.
                }
                else if (pause > TimeSpan.Zero)
                {
                    await wake.WaitAsync(pause, clock, stop.Token).ConfigureAwait(false);
                    await Task.Delay(pause < BetweenLooks ? pause : BetweenLooks, stop.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                messages.SubscriptionRetried(Name, ++faults, e);
                await Task.Delay(FaultPolicy.Pause(faults, options.LongestPause), clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Takes the lease, or extends it when a third of it has passed. Two owners at once would do no harm: commands have ids.</summary>
    private async Task AcquireAsync()
    {
        if (held is null || clock.GetElapsedTime(acquiredAt) >= options.Lease / 3)
        {
            acquiredAt = clock.GetTimestamp();
            held = await leases.AcquireAsync(Name, owner, options.Lease, stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what is due and says how long to wait for the next.</summary>
    private async Task<TimeSpan> RunDueAsync()
    {
        var now = clock.GetUtcNow();
        var due = await log.ReadDueAsync(now, PageSize + failing.Count, stop.Token).ConfigureAwait(false);
        var ready = due.Where(d => !failing.TryGetValue(d.Id, out var f) || f.NotBefore <= now).ToList();
        await Parallel.ForEachAsync(
            ready,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = stop.Token },
            async (command, token) => await RunOneAsync(command, now, token).ConfigureAwait(false)).ConfigureAwait(false);
        if (ready.Count > 0)
        {
            return TimeSpan.Zero;
        }

        var next = failing.Count == 0 ? await log.ReadNextDueAsync(stop.Token).ConfigureAwait(false) : null;
        var wait = next is { } at ? at - now : options.Poll;
        return wait <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : wait < options.Poll ? wait : options.Poll;
    }

    private async ValueTask RunOneAsync(ScheduledCommand scheduled, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var command = (ICommand)serializer.Deserialize(scheduled.Type, scheduled.SchemaVersion, scheduled.Data.Span);
            var metadata = EventMetadata.FromJson(scheduled.Metadata);
            var context = new CommandContext(scheduled.Id, metadata.CorrelationId, metadata.CausationId, Name, metadata.TraceParent) { Scheduled = (scheduled.Key, scheduled.Id) };
            await decisions.ExecuteAsync(command, context, cancellation).ConfigureAwait(false);
            Forget(scheduled.Id);
        }
        catch (RefusedException)
        {
            Forget(scheduled.Id); // Refused is answered; the entry went with the recorded refusal.
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            messages.ScheduledFailed(scheduled.Key, e);
            lock (failing)
            {
                var attempts = failing.GetValueOrDefault(scheduled.Id).Attempts + 1;
                failing[scheduled.Id] = (attempts, now + FaultPolicy.Pause(attempts, TimeSpan.FromMinutes(1)));
            }
        }
    }

    private void Forget(Guid id)
    {
        lock (failing)
        {
            failing.Remove(id);
        }
    }
}
