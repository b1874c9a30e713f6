using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Contrail.Engine.Diagnostics;

/// <summary>The engine's instruments; every name in one file. Listen to the source and meter <c>Contrail.Engine</c>.</summary>
public static class EngineMeters
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Contrail.Engine";

    private static readonly Meter Meter = new(Name);

    /// <summary>Activities: <c>decide {command}</c>, <c>handle {subscription}</c>.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    internal static Counter<long> Commands { get; } = Meter.CreateCounter<long>("contrail.commands", "{command}", "Commands answered, by outcome.");

    internal static Counter<long> Conflicts { get; } = Meter.CreateCounter<long>("contrail.decisions.conflicts", "{conflict}", "Decisions taken again because another node changed what they rested on.");

    internal static Histogram<int> Batches { get; } = Meter.CreateHistogram<int>("contrail.log.batch", "{unit}", "Units made durable by one commit.");

    internal static Counter<long> Handled { get; } = Meter.CreateCounter<long>("contrail.subscriptions.events", "{event}", "Events handled, by subscription.");

    internal static Counter<long> Parked { get; } = Meter.CreateCounter<long>("contrail.subscriptions.parked", "{event}", "Events parked, by subscription.");
}
