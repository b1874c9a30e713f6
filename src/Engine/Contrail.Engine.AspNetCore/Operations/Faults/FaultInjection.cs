using System.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Simulated failures of a host, for tests and rehearsals: wrap the storage with it before modules are started. It is never made in
/// Production. While no fault is set it costs a look at an empty list. Safe for concurrent use.
/// </summary>
public sealed class FaultInjection
{
    /// <summary>Environment variable with the faults to start with; see <see cref="Fault.Parse"/>.</summary>
    public const string Variable = "CONTRAIL_FAULTS";

    private readonly Lock gate = new();
    private readonly Action kill;
    private volatile Entry[] entries = [];
    private int lastId;

    private FaultInjection(Action kill) => this.kill = kill;

    /// <summary>The faults that are set.</summary>
    public IReadOnlyList<SetFault> All => [.. entries.Select(e => e.Seen)];

    /// <summary>The fault injection of a host; null in Production.</summary>
    /// <param name="isProduction">Whether the host runs in Production.</param>
    /// <param name="faults">Faults to start with; see <see cref="Fault.Parse"/>.</param>
    /// <exception cref="ArgumentException">The faults cannot be read, or are given in Production.</exception>
    public static FaultInjection? For(bool isProduction, string? faults) => isProduction
        ? string.IsNullOrWhiteSpace(faults) ? null : throw new ArgumentException($"{Variable} is set, but this is Production, where failures are never simulated. Unset it.")
        : For(faults, KillThisProcess);

    /// <summary>For tests, which must outlive what they kill.</summary>
    internal static FaultInjection For(string? faults, Action kill)
    {
        var injection = new FaultInjection(kill);
        foreach (var fault in Fault.Parse(faults ?? ""))
        {
            injection.Add(fault, "start");
        }

        return injection;
    }

    /// <summary>The storage, failing as the faults say.</summary>
    public IStorage Wrap(IStorage storage) => new FaultyStorage(storage, this);

    /// <summary>Sets a fault.</summary>
    /// <exception cref="ArgumentException">It does not say all that its kind needs.</exception>
    public SetFault Add(Fault fault, string setBy)
    {
        var complete = fault.Checked();
        lock (gate)
        {
            var entry = new Entry(++lastId, complete, setBy);
            entries = [.. entries, entry];
            return entry.Seen;
        }
    }

    /// <summary>Removes a fault; false if there is none of that id.</summary>
    public bool Remove(int id)
    {
        lock (gate)
        {
            var left = entries.Where(e => e.Id != id).ToArray();
            var found = left.Length < entries.Length;
            entries = left;
            return found;
        }
    }

    /// <summary>Removes all faults and says how many there were.</summary>
    public int Clear()
    {
        lock (gate)
        {
            var count = entries.Length;
            entries = [];
            return count;
        }
    }

    /// <summary>Whether a read model could not store what follows from an event now, and why: for whoever asks without storing anything.</summary>
    internal string? ErrorOf(string module, string subscription, string type) =>
        Of(module, FaultKind.FailProjection).Any(f => f.Fault.Concerns(WireName.Parse(type).Type) && FaultySubscriptions.IsOf(subscription, f.Fault.Subscription))
            ? $"{subscription} cannot store what follows from {type}: a simulated fault."
            : null;

    internal IEnumerable<Entry> Of(string module, FaultKind kind) => entries.Where(e => e.Fault.Kind == kind && e.Fault.Module == module);

    /// <summary>Counts events on their way into the log, or in it, and kills the process when one is the wanted one.</summary>
    internal void Pass(string module, FaultKind kind, IEnumerable<AppendUnit> units)
    {
        if (entries.Length == 0)
        {
            return;
        }

        foreach (var entry in Of(module, kind))
        {
            var matches = units.SelectMany(u => u.Writes).SelectMany(w => w.Events).Count(e => entry.Fault.Concerns(e.Type));
            if (matches > 0 && entry.Strike(matches) is var counted && counted >= (entry.Fault.Nth ?? 1) && counted - matches < (entry.Fault.Nth ?? 1))
            {
                kill();
            }
        }
    }

    /// <summary>Ends this process as a power cut does: nothing is flushed, nothing is answered.</summary>
    private static void KillThisProcess()
    {
        Process.GetCurrentProcess().Kill();
        new ManualResetEventSlim().Wait(); // The signal is on its way; whoever got here must not get further.
    }

    /// <summary>A fault with how often it struck.</summary>
    internal sealed class Entry(int id, Fault fault, string setBy)
    {
        private int struck;

        public int Id => id;

        public Fault Fault => fault;

        public SetFault Seen => new(id, fault, setBy, Volatile.Read(ref struck));

        public int Strike(int times = 1) => Interlocked.Add(ref struck, times);

        /// <summary>Strikes unless it has struck so often already.</summary>
        public bool TryStrike(int atMost) => Volatile.Read(ref struck) < atMost && Strike() <= atMost;
    }
}
