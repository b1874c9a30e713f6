using System.Diagnostics;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Examines all promises when somebody asks, at most once in two seconds however many ask. Read models follow their logs at their own pace, so
/// what deviates is looked at three times, each after they have caught up: only what stays the same is a violation, the rest is in motion.
/// </summary>
internal sealed class InvariantMonitor(IEnumerable<IInvariant> invariants, RunningModules modules, TimeProvider clock) : IDisposable
{
    private const int Looks = 3;
    private const int MostShown = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IInvariant[] all = [.. invariants.OrderBy(i => i.Module, StringComparer.Ordinal)];
    private readonly SemaphoreSlim gate = new(1, 1);
    private InvariantReports? last;

    /// <summary>What lies between two looks, for read models to catch up.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How everything stands, not older than two seconds.</summary>
    public async Task<InvariantReports> ReportAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return last is { } known && clock.GetUtcNow() - known.CheckedAt < Fresh ? known : last = await ExamineAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <summary>Every look at all of them comes before the next, so that waiting for what moves costs once for all.</summary>
    private async Task<InvariantReports> ExamineAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var reports = new InvariantReport[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            reports[i] = await LookAsync(all[i], cancellation).ConfigureAwait(false);
        }

        for (var look = 1; look < Looks && Array.Exists(reports, r => r.State == InvariantState.Violated); look++)
        {
            var behind = await BehindAsync(cancellation).ConfigureAwait(false);
            for (var i = 0; i < all.Length; i++)
            {
                if (reports[i].State == InvariantState.Violated)
                {
                    reports[i] = Compare(reports[i], await LookAsync(all[i], cancellation).ConfigureAwait(false), behind);
                }
            }
        }

        reports = [.. reports.Select(r => r with { Deviations = [.. r.Deviations.Take(MostShown)] })];
        return new InvariantReports(clock.GetUtcNow(), (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, reports);
    }

    private static async Task<InvariantReport> LookAsync(IInvariant invariant, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var report = new InvariantReport(invariant.Module, invariant.Name, invariant.Promise, InvariantState.Unknown, 0, "", [], 0, null, 0);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var found = await invariant.ExamineAsync(limit.Token).ConfigureAwait(false);
            report = Judge(report with { Checked = found.Checked, Of = found.Of }, found.Deviations);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whatever is wrong with one promise is shown at its place: the others are examined all the same.
            report = report with { Problem = limit.IsCancellationRequested ? $"It took longer than {Patience.TotalSeconds} seconds." : e.Message };
        }

        return report with { Milliseconds = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }

    private static InvariantReport Judge(InvariantReport report, IReadOnlyList<Deviation> deviations) => report with
    {
        Deviations = [.. deviations.OrderBy(d => d.IsInMotion)],
        DeviationCount = deviations.Count,
        State = deviations.Count == 0 ? InvariantState.Holds : deviations.All(d => d.IsInMotion) ? InvariantState.InMotion : InvariantState.Violated,
    };

    /// <summary>What was there before and still is has stayed; the rest moves.</summary>
    private static InvariantReport Compare(InvariantReport before, InvariantReport now, IReadOnlySet<string> behind)
    {
        var stayed = before.Deviations.Where(d => !d.IsInMotion).Select(d => d.Text).ToHashSet(StringComparer.Ordinal);
        var isBehind = now.Module is { } module && behind.Contains(module);
        return now.State == InvariantState.Unknown
            ? now
            : Judge(now, [.. now.Deviations.Select(d => d with { IsInMotion = d.IsInMotion || isBehind || !stayed.Contains(d.Text) })]);
    }

    /// <summary>Gives everything time to catch up, and says which modules did not.</summary>
    private async Task<IReadOnlySet<string>> BehindAsync(CancellationToken cancellation)
    {
        var pause = Task.Delay(Pause, cancellation);
        var behind = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (module, caughtUp) in modules.All.Select(m => (m.Name, CaughtUpAsync(m, cancellation))).ToList())
        {
            if (!await caughtUp.ConfigureAwait(false))
            {
                behind.Add(module);
            }
        }

        await pause.ConfigureAwait(false);
        return behind;
    }

    private async Task<bool> CaughtUpAsync(Modules.RunningModule module, CancellationToken cancellation)
    {
        try
        {
            var head = await module.Log.ReadHeadAsync(cancellation).ConfigureAwait(false);
            await module.CaughtUpAsync(head.Position, Pause, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or Log.StorageUnavailableException)
        {
            return false;
        }
    }
}
