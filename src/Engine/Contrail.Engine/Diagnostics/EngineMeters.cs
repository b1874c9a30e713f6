using System.Diagnostics;
using System.Diagnostics.Metrics;
using Contrail.Engine.Decisions;

namespace Contrail.Engine.Diagnostics;

/// <summary>The engine's instruments; every name in one file. Listen to the source and meter <c>Contrail.Engine</c>.</summary>
public static class EngineMeters
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Contrail.Engine";

    private static readonly Meter Meter = new(Name);

    /// <summary>Activities: <c>decide {command}</c>, <c>handle {subscription}</c>.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    /// <summary>
    /// Spans a command from being taken in to being answered; a child of whatever is traced, here or where it was sent from. What a subscription has decided belongs to the
    /// trace of the event that led to it, with a link to the page on which that was handled: events of many traces come in one page.
    /// </summary>
    internal static Activity? StartDecision(ICommand command, CommandContext context)
    {
        if (!Activities.HasListeners())
        {
            return null;
        }

        var page = Activity.Current is { } current && current.Source == Activities ? current : null;
        var sent = (page is not null || Activity.Current is null) && ActivityContext.TryParse(context.TraceParent, null, out var parent) ? parent : default;
        var activity = Activities.StartActivity(
            $"decide {PendingCommand.NameOf(command)}", ActivityKind.Internal, sent, links: page is null ? null : [new ActivityLink(page.Context)]);
        activity?.SetTag("contrail.command.id", context.CommandId).SetTag("contrail.correlation.id", context.CorrelationId);
        return activity;
    }

    internal static Counter<long> Commands { get; } = Meter.CreateCounter<long>("contrail.commands", "{command}", "Commands answered, by outcome.");

    internal static Counter<long> Conflicts { get; } = Meter.CreateCounter<long>("contrail.decisions.conflicts", "{conflict}", "Decisions taken again because another node changed what they rested on.");

    internal static Histogram<int> Batches { get; } = Meter.CreateHistogram<int>("contrail.log.batch", "{unit}", "Units made durable by one commit.");

    internal static Counter<long> Handled { get; } = Meter.CreateCounter<long>("contrail.subscriptions.events", "{event}", "Events handled, by subscription.");

    internal static Counter<long> Parked { get; } = Meter.CreateCounter<long>("contrail.subscriptions.parked", "{event}", "Events parked, by subscription.");
}
