using System.Collections.Concurrent;
using Contrail.Engine.Events;

namespace Contrail.Engine.Subscriptions;

/// <summary>
/// Handles events one after another within each stream, and several streams at the same time, so that the commands they lead
/// to share commits.
/// </summary>
internal abstract class StreamwiseSubscriber(TimeProvider clock) : Subscriber
{
    public override async Task<Handled> HandleAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return Handled.Well;
        }

        var faults = new ConcurrentBag<Fault>();
        var streams = events.GroupBy(e => OrderKey(e), StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        var handling = IsNoticedOutside
            ? AtOnce.SpreadAsync(streams, HandleAsync, cancellation)
            : AtOnce.BeginEachAsync(streams, HandleAsync, cancellation);
        await handling.ConfigureAwait(false);
        return faults.IsEmpty ? Handled.Well : new Handled([.. faults.OrderBy(f => f.Event.Position)], []);

        ValueTask HandleAsync(List<RecordedEvent> stream, CancellationToken token) => HandleStreamAsync(stream, faults, token);
    }

    /// <summary>Events with the same key keep their order.</summary>
    protected virtual string OrderKey(RecordedEvent recorded) => recorded.Stream;

    /// <summary>Handles one event.</summary>
    protected abstract ValueTask HandleOneAsync(RecordedEvent recorded, CancellationToken cancellation);

    private async ValueTask HandleStreamAsync(List<RecordedEvent> stream, ConcurrentBag<Fault> faults, CancellationToken cancellation)
    {
        HashSet<string>? failed = null;
        foreach (var recorded in stream)
        {
            if (failed?.Contains(recorded.Stream) == true)
            {
                faults.Add(new Fault(recorded, null, 0));
            }
            else if (await AttemptAsync(recorded, cancellation).ConfigureAwait(false) is { } fault)
            {
                faults.Add(fault);
                (failed ??= new HashSet<string>(StringComparer.Ordinal)).Add(recorded.Stream);
            }
        }
    }

    private async ValueTask<Fault?> AttemptAsync(RecordedEvent recorded, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await HandleOneAsync(recorded, cancellation).ConfigureAwait(false);
                return null;
            }
            catch (Exception e) when (!FaultPolicy.IsTransient(e, cancellation))
            {
                if (attempt >= FaultPolicy.Attempts || FaultPolicy.IsFinal(e))
                {
                    return new Fault(recorded, e, attempt);
                }

                await Task.Delay(FaultPolicy.Pause(attempt, TimeSpan.FromSeconds(1)), clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
