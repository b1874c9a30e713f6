using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Projections;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;

namespace Contrail.Engine.Tests.Diagnostics;

/// <summary>The activities that a test wants. Listeners hear the whole process: what others start is mostly not sampled.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> started = new();
    private readonly ActivityListener listener;
    private readonly Func<string, ActivityTraceId, bool> isWanted;

    private Spans(Func<string, ActivityTraceId, bool> isWanted)
    {
        this.isWanted = isWanted;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Contrail.Engine",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                isWanted(options.Name, options.Parent.TraceId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = started.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Those that were wanted; a listener is told of what others sampled, too.</summary>
    public IReadOnlyList<Activity> Started => [.. started.Where(a => isWanted(a.OperationName, a.TraceId))];

    /// <summary>All of the process, as where everything is sampled.</summary>
    public static Spans OfEverything() => new((_, _) => true);

    /// <summary>Those of a trace that was begun elsewhere.</summary>
    public static Spans Of(ActivityTraceId trace) => new((_, parent) => parent == trace);

    /// <summary>Those of a name.</summary>
    public static Spans Of(string name) => new((started, _) => started == name);

    public void Dispose() => listener.Dispose();
}

/// <summary>What an instrument was told, in which trace.</summary>
internal sealed record Measurement(string Instrument, long Value, string Tags, ActivityTraceId? Trace);

/// <summary>Everything that the engine measures in this process.</summary>
internal sealed class Measurements : IDisposable
{
    [ThreadStatic]
    private static Measurement? lastHere;

    private readonly ConcurrentQueue<Instrument> instruments = new();
    private readonly ConcurrentQueue<Measurement> all = new();
    private readonly MeterListener listener = new();

    public Measurements()
    {
        RuntimeHelpers.RunClassConstructor(typeof(EngineMeters).TypeHandle);
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Name == "Contrail.Engine")
            {
                instruments.Enqueue(instrument);
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What was measured last on this thread.</summary>
    public static Measurement? LastHere => lastHere;

    public IReadOnlyList<Instrument> Instruments => [.. instruments];

    public IReadOnlyList<Measurement> Of(string instrument) => [.. all.Where(m => m.Instrument == instrument)];

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        var measured = new Measurement(instrument.Name, value, text, Activity.Current?.TraceId);
        all.Enqueue(measured);
        lastHere = measured;
    }
}

/// <summary>A read model with a name of its own: what is measured of its subscription cannot be another test's.</summary>
internal sealed class NamedProjection : Projection<Heard>
{
    public NamedProjection(string name)
        : base(name, version: 1) =>
        On<SeatsHeld>(e => e.BankId, (row, e) => e.Holder == "bad"
            ? throw new InvalidOperationException("bad cannot be heard.")
            : new Heard(e.BankId.ToString(), $"{row?.Holders}{e.Holder} "));

    /// <summary>Its subscription.</summary>
    public static string SubscriptionOf(string name) => $"{name}_v1_g1";
}
