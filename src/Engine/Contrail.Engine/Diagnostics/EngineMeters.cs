using System.Diagnostics;
using System.Diagnostics.Metrics;
using Contrail.Engine.Decisions;

namespace Contrail.Engine.Diagnostics;

/// <summary>The engine's instruments; every name in one file. Each measurement has its module as a tag. Listen to the source and meter <c>Contrail.Engine</c>.</summary>
public static class EngineMeters
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Contrail.Engine";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("contrail.commands", "{command}", "Commands answered, by module and outcome: done, refused, busy, failed.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("contrail.decisions.conflicts", "{conflict}", "Decisions taken again because another node changed what they rested on, by module.");

    private static readonly Histogram<int> Batches = Meter.CreateHistogram<int>("contrail.log.batch", "{unit}", "Units made durable by one commit, by module.");

    private static readonly Counter<long> HandledEvents = Meter.CreateCounter<long>("contrail.subscriptions.events", "{event}", "Events handled, by module and subscription.");

    private static readonly Counter<long> ParkedEvents = Meter.CreateCounter<long>("contrail.subscriptions.parked", "{event}", "Events parked, by module and subscription.");

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

    /// <summary>A command was carried out or refused.</summary>
    internal static void Answered(string module, Outcome outcome) => Commands.Add(1, Of(module), new("outcome", outcome.Refusal is null ? "done" : "refused"));

    /// <summary>A command was answered with an error. One whose caller did not wait for the answer is not counted.</summary>
    internal static void Failed(string module, Exception error) => Commands.Add(1, Of(module), new("outcome", error is EngineBusyException ? "busy" : "failed"));

    /// <summary>A decision must be taken again.</summary>
    internal static void Conflicted(string module) => Conflicts.Add(1, Of(module));

    /// <summary>One commit made so many units durable.</summary>
    internal static void Committed(string module, int units) => Batches.Record(units, Of(module));

    /// <summary>A subscription has handled so many events.</summary>
    internal static void Handled(string module, string subscription, int events) => HandledEvents.Add(events, Of(module), new("subscription", subscription));

    /// <summary>A subscription has parked an event.</summary>
    internal static void Parked(string module, string subscription) => ParkedEvents.Add(1, Of(module), new("subscription", subscription));

    private static KeyValuePair<string, object?> Of(string module) => new("module", module);
}
