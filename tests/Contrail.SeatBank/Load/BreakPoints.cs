using System.Globalization;

namespace Contrail.SeatBank.Load;

/// <summary>The named points at which this process can end or freeze itself.</summary>
public sealed class BreakPoints(AckJournal journal)
{
    private readonly Lock gate = new();
    private string? killAt;
    private string? stopAt;
    private int left;

    /// <summary>Every point that a crash test must hit.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BeforeAppend, AfterAppend, BeforeCommit, AfterCommit, BeforePublish, AfterPublish, BeforeAccept, AfterAccept,
        BeforeSnapshot, AfterSnapshot, BeforeLease, AfterLease, AfterDue,
        BeforePrint, AfterPrint,
        RebuildAdded, RebuildCreated, MidRebuild, RebuildServed, RebuildDropped, RebuildRemoved,
    ];

    public const string BeforeAppend = "before-append";
    public const string AfterAppend = "after-append-before-answer";
    public const string BeforeCommit = "before-checkpoint-commit";
    public const string AfterCommit = "after-checkpoint-commit";
    public const string BeforePublish = "before-publish";
    public const string AfterPublish = "after-publish-before-mark";
    public const string BeforeAccept = "before-accept";
    public const string AfterAccept = "after-accept";
    public const string BeforeSnapshot = "before-snapshot";
    public const string AfterSnapshot = "after-snapshot";
    public const string BeforeLease = "before-lease";
    public const string AfterLease = "after-lease";
    public const string AfterDue = "after-reading-what-is-due";
    public const string BeforePrint = "before-the-outside";
    public const string AfterPrint = "after-the-outside-before-its-note";
    public const string RebuildAdded = "rebuild-added-to-catalogue";
    public const string RebuildCreated = "rebuild-table-created";
    public const string MidRebuild = "rebuild-page";
    public const string RebuildServed = "rebuild-served";
    public const string RebuildDropped = "rebuild-old-table-dropped";
    public const string RebuildRemoved = "rebuild-old-removed-from-catalogue";

    /// <summary>Sets what happens: <c>point:n</c> breaks at the n-th pass of the point.</summary>
    public void Set(string? kill, string? stop)
    {
        if ((kill ?? stop)?.Split(':') is [.. var name, var count])
        {
            var point = string.Join(':', name);
            killAt = kill is null ? null : point;
            stopAt = kill is null ? point : null;
            left = int.Parse(count, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The process has come to a point.</summary>
    public void Pass(string point)
    {
        if (point != killAt && point != stopAt)
        {
            return;
        }

        lock (gate)
        {
            if (--left != 0)
            {
                return;
            }

            if (point == killAt)
            {
                journal.Write($"killed {point}");
                Signals.SendKill(Environment.ProcessId);
            }
            else
            {
                journal.Write($"stopped {point}");
                Signals.StopHere();
            }
        }
    }
}
