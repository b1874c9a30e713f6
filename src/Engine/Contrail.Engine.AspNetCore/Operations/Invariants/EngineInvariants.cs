using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.AspNetCore;

/// <summary>The end of each log is whole: positions without gaps, every event chained to the one before.</summary>
internal sealed class LogsAreWhole(RunningModules modules) : IInvariant
{
    private const int Most = 200;

    public string? Module => null;

    public string Name => "logs_are_whole";

    public string Promise => "Every log is whole: no event is missing, none was changed.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var deviations = new List<Deviation>();
        var count = 0;
        foreach (var module in modules.All)
        {
            var head = await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false);
            var page = await module.Log.ReadAsync(Math.Max(0, head.Position - Most), Most, types: null, cancellation).ConfigureAwait(false);
            count += page.Events.Count;
            deviations.AddRange(BreaksOf(module.Name, page.Events));
        }

        return new Examination(count, "newest events of all logs", deviations);
    }

    /// <summary>Where one event does not follow from the one before.</summary>
    internal static IEnumerable<Deviation> BreaksOf(string module, IReadOnlyList<RecordedEvent> events) => events.Zip(events.Skip(1))
        .Where(pair => pair.Second.Position != pair.First.Position + 1 || !HashChain.Holds(pair.First.Hash.Span, pair.Second))
        .Select(pair => new Deviation($"{module}: event {pair.Second.Position} does not follow from event {pair.First.Position}.", module, pair.Second.Stream));
}

/// <summary>Everything that follows a log is at its end, or on its way there.</summary>
internal sealed class SubscriptionsFollow(RunningModules modules) : IInvariant
{
    public string? Module => null;

    public string Name => "subscriptions_follow";

    public string Promise => "Read models, processes and news between contexts keep up with the logs.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var deviations = new List<Deviation>();
        var count = 0;
        foreach (var module in modules.All)
        {
            var head = await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false);
            foreach (var subscription in module.Progress)
            {
                count++;
                var position = await PositionAsync(module, subscription, cancellation).ConfigureAwait(false);
                if (position < head.Position)
                {
                    var why = subscription.State == SubscriptionState.Retrying ? $" It waits for a fault to pass: {subscription.LastError}" : "";
                    deviations.Add(new Deviation($"{module.Name}: {subscription.Name} stands at position {position} and does not go on.{why}", module.Name));
                }
            }
        }

        return new Examination(count, "subscriptions", deviations);
    }

    /// <summary>If another node runs it, or nobody does, the store knows how far it is.</summary>
    private static async Task<long> PositionAsync(RunningModule module, SubscriptionProgress subscription, CancellationToken cancellation) =>
        subscription.State is SubscriptionState.Running or SubscriptionState.Retrying
            ? subscription.Position
            : await module.Subscriptions.ReadCheckpointAsync(subscription.Name, cancellation).ConfigureAwait(false);
}

/// <summary>No subscription had to set an event aside.</summary>
internal sealed class NothingIsParked(RunningModules modules) : IInvariant
{
    private const int Most = 200;

    public string? Module => null;

    public string Name => "nothing_is_parked";

    public string Promise => "Every event was handled by everybody who follows it: nothing is set aside.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var deviations = new List<Deviation>();
        var count = 0;
        foreach (var module in modules.All)
        {
            count += module.Progress.Count;
            var parked = await module.Subscriptions.ReadParkedAsync(null, 0, Most, cancellation).ConfigureAwait(false);
            deviations.AddRange(parked.GroupBy(p => (p.Subscription, p.Stream)).Select(group => new Deviation(
                $"{module.Name}: {group.Key.Subscription} has set {group.Key.Stream} aside: {group.First().Error}", module.Name, group.Key.Stream)));
        }

        return new Examination(count, "subscriptions", deviations);
    }
}

/// <summary>No process stays past its deadline.</summary>
internal sealed class ProcessesGoOn(RunningModules modules, TimeProvider clock) : IInvariant
{
    private const int Most = 500;
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public string? Module => null;

    public string Name => "processes_go_on";

    public string Promise => "Every process ends, or something happens by its deadline.";

    public async Task<Examination> ExamineAsync(CancellationToken cancellation)
    {
        var deviations = new List<Deviation>();
        var count = 0;
        foreach (var module in modules.All.Where(m => m.HasProcesses))
        {
            var query = RowQuery.All.Where("state", ProcessState.Open).OrderBy("changed_at").Take(Most);
            var open = await module.QueryAsync<ProcessOverview>(ProcessOverview.ReadModel, query, cancellation).ConfigureAwait(false);
            count += open.Count;
            deviations.AddRange(open.Where(p => p.Deadlines.Values.Any(due => due + Grace < clock.GetUtcNow())).Select(p => new Deviation(
                $"{p.Stream} should have gone on by {p.Deadlines.Values.Min():u}.", module.Name, p.Stream)));
        }

        return new Examination(count, "processes at work, those first that have waited longest", deviations);
    }
}
