using System.Diagnostics;

namespace Contrail.Engine.Decisions;

/// <summary>
/// Notices a handler that does not return. A thread cannot be stopped in .NET, so the run is given up: its command fails, whatever
/// it still does is ignored, and another thread takes the loop over.
/// </summary>
/// <remarks>
/// It counts its own ticks while one run lasts instead of reading a clock: a process that was paused or starved as a whole
/// does not blame the handler.
/// </remarks>
internal sealed class StuckHandlerWatch : IAsyncDisposable
{
    private const int TicksPerLimit = 8;
    private readonly Lock gate = new();
    private readonly Action<PendingCommand, Decision> giveUp;
    private readonly Timer timer;
    private Run? current;
    private int ownership;

    public StuckHandlerWatch(TimeSpan limit, Action<PendingCommand, Decision> giveUp)
    {
        this.giveUp = giveUp;
        timer = new Timer(static watch => ((StuckHandlerWatch)watch!).Tick(), this, limit / TicksPerLimit, limit / TicksPerLimit);
    }

    /// <summary>Changes when a run was given up and the loop passed to another owner.</summary>
    public int Ownership => Volatile.Read(ref ownership);

    public Run Enter(PendingCommand command, Decision decision)
    {
        var run = new Run(command, decision);
        Volatile.Write(ref current, run);
        return run;
    }

    /// <summary>False if the run was given up meanwhile.</summary>
    public bool Leave(Run run)
    {
        if (run.Ticks == 0)
        {
            // Hardly any run lasts a tick; the lock is for those that do.
            return Interlocked.CompareExchange(ref current, null, run) == run;
        }

        lock (gate)
        {
            return Interlocked.CompareExchange(ref current, null, run) == run;
        }
    }

    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private void Tick()
    {
        Run? stuck = null;
        lock (gate)
        {
            var run = Volatile.Read(ref current);
            if (run is null || ++run.Ticks <= TicksPerLimit || Debugger.IsAttached)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref current, null, run) == run)
            {
                Interlocked.Increment(ref ownership);
                stuck = run;
            }
        }

        if (stuck is not null)
        {
            giveUp(stuck.Command, stuck.Decision);
        }
    }

    internal sealed class Run(PendingCommand command, Decision decision)
    {
        public PendingCommand Command => command;

        public Decision Decision => decision;

        public int Ticks { get; set; }
    }
}
