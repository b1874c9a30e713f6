using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Projections;

namespace Contrail.Engine.Processes;

/// <summary>Where one instance of a process stands. Every module that runs processes has a read model of them.</summary>
/// <param name="Stream">The stream in which it remembers.</param>
/// <param name="Process">Which kind: the category of its streams.</param>
/// <param name="Key">By which events find it.</param>
/// <param name="State">Whether it is at work, done, or needs a person.</param>
/// <param name="Outcome">How it ended, in its own word.</param>
/// <param name="FailureReason">Why a person must look at it.</param>
/// <param name="Deadlines">Those that are set, by name.</param>
/// <param name="LastEvent">Wire name of what it did or heard last.</param>
/// <param name="LastRefusal">Translation key of the last refusal of a command that it sent.</param>
/// <param name="CommandsSent">How many commands it has sent.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="ChangedAt">When its last event was recorded.</param>
/// <param name="Version">How many events it has.</param>
public sealed record ProcessOverview(
    string Stream,
    string Process,
    string Key,
    ProcessState State,
    string? Outcome,
    string? FailureReason,
    IReadOnlyDictionary<string, DateTimeOffset> Deadlines,
    string LastEvent,
    string? LastRefusal,
    int CommandsSent,
    DateTimeOffset StartedAt,
    DateTimeOffset ChangedAt,
    long Version)
{
    /// <summary>The name of the read model.</summary>
    public const string ReadModel = "engine_processes";
}

/// <summary>Whether a process is at work.</summary>
public enum ProcessState
{
    /// <summary>It is at work.</summary>
    Open,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It cannot go on by itself: a person must look at it.</summary>
    Failed,
}

/// <summary>Keeps <see cref="ProcessOverview"/>: a fold over the streams of all processes of a module.</summary>
internal sealed class ProcessOverviewProjection : Projection<ProcessOverview>
{
    private static readonly SortedDictionary<string, DateTimeOffset> None = new(StringComparer.Ordinal);
    private readonly HashSet<string> categories;

    private ProcessOverviewProjection(IReadOnlyCollection<IProcessSteps> processes)
        : base(ProcessOverview.ReadModel, version: 1)
    {
        categories = processes.Select(p => p.Category).ToHashSet(StringComparer.Ordinal);
        foreach (var type in processes.SelectMany(p => WhenDispatcher.EventsOf(p.ProcessType)).Distinct())
        {
            Add(type, (_, recorded) => IsOfProcess(recorded.Stream) ? [recorded.Stream] : [], (row, e, recorded, _) => Change(row ?? Started(recorded), e, recorded));
        }

        Index("state", "changed_at");
        Index("key");
    }

    /// <summary>None for a module without processes.</summary>
    public static IEnumerable<Projection> Of(ProcessRegistry processes) =>
        processes.All.ToList() is { Count: > 0 } all ? [new ProcessOverviewProjection(all)] : [];

    private static ProcessOverview Started(RecordedEvent first) => new(
        first.Stream,
        StreamName.CategoryOf(first.Stream),
        first.Stream[(first.Stream.IndexOf('-', StringComparison.Ordinal) + 1)..],
        ProcessState.Open,
        Outcome: null,
        FailureReason: null,
        new Dictionary<string, DateTimeOffset>(),
        LastEvent: "",
        LastRefusal: null,
        CommandsSent: 0,
        first.RecordedAt,
        first.RecordedAt,
        Version: 0);

    private static ProcessOverview Change(ProcessOverview row, object e, RecordedEvent recorded)
    {
        var changed = e switch
        {
            ProcessCompleted completed => row with { State = ProcessState.Completed, Outcome = completed.Outcome, Deadlines = None },
            ProcessFailed failed => row with { State = ProcessState.Failed, Outcome = null, FailureReason = failed.Reason, Deadlines = None },
            ProcessDeadlineSet set => row with { Deadlines = With(row.Deadlines, set.InsteadOf ?? [], (set.Name, set.Due)) },
            ProcessDeadlineCleared cleared => row with { Deadlines = With(row.Deadlines, [cleared.Name]) },
            ProcessTimedOut passed => row with { Deadlines = With(row.Deadlines, [passed.Name]) },
            ProcessCommandRefused refused => row with { LastRefusal = refused.Key },
            CommandRequested => row with { CommandsSent = row.CommandsSent + 1 },
            _ => row,
        };
        return changed with { LastEvent = new WireName(recorded.Type, recorded.SchemaVersion).ToString(), ChangedAt = recorded.RecordedAt, Version = recorded.Version };
    }

    private bool IsOfProcess(string stream) => categories.Contains(StreamName.CategoryOf(stream));

    // Sorted, so that equal deadlines are equal rows.
    private static SortedDictionary<string, DateTimeOffset> With(
        IReadOnlyDictionary<string, DateTimeOffset> deadlines, IReadOnlyList<string> removed, (string Name, DateTimeOffset Due)? set = null)
    {
        var changed = new SortedDictionary<string, DateTimeOffset>(deadlines.ToDictionary(), StringComparer.Ordinal);
        foreach (var name in removed)
        {
            changed.Remove(name);
        }

        if (set is { } deadline)
        {
            changed[deadline.Name] = deadline.Due;
        }

        return changed;
    }
}
