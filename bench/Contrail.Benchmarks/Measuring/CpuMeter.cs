using System.Globalization;

namespace Contrail.Benchmarks.Measuring;

/// <summary>Processor time so far, in microseconds: of this process and those that it started, of the database server, of the whole machine; and the bytes that this process allocated, and how long it stood still for the garbage collector.</summary>
internal readonly record struct CpuTimes(double Own, double Server, double Machine, long Allocated, double Paused)
{
    public static CpuTimes operator -(CpuTimes left, CpuTimes right) => new(left.Own - right.Own, left.Server - right.Server, left.Machine - right.Machine, left.Allocated - right.Allocated, left.Paused - right.Paused);

    /// <summary>Which part of all processors others used meanwhile: figures beside whom much else ran are worth little.</summary>
    public double OthersDuring(double seconds) =>
        Math.Max(0, (Machine - Own - Server) / (seconds * 1_000_000 * Environment.ProcessorCount));
}

/// <summary>Processor time of this process and, where it runs on this machine, of the database server.</summary>
/// <param name="serverProcess">Process id of the server that starts the others; null where there is none to be seen.</param>
internal sealed class CpuMeter(int? serverProcess)
{
    // USER_HZ, which Linux promises to programs.
    private const double TicksPerSecond = 100;

    // user, nice, system, irq, softirq, steal of the first line of /proc/stat.
    private static readonly int[] BusyFields = [1, 2, 3, 6, 7, 8];

    /// <summary>Processor time so far, in microseconds.</summary>
    public CpuTimes Read() => new(Environment.CpuUsage.TotalTime.TotalMicroseconds + ReadChildren(), ReadServer(), ReadMachine(), GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration().TotalMicroseconds);

    /// <summary>The server's first process, found from one that serves a connection; null when it is not on this machine.</summary>
    public static int? FindServer(int backend)
    {
        try
        {
            return File.ReadAllText($"/proc/{backend}/comm").StartsWith("postgres", StringComparison.Ordinal) ? Parent(Stat(backend)) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Of the processes that this one started, once they have ended.</summary>
    private static double ReadChildren() =>
        File.Exists("/proc/self/stat") ? Ticks(Stat(Environment.ProcessId)[13..15]) / TicksPerSecond * 1_000_000 : 0;

    private double ReadServer()
    {
        if (serverProcess is not { } server)
        {
            return 0;
        }

        // The server's own time with that of the processes it has waited for, and the time of those that run.
        var ticks = Ticks(Stat(server)[11..15]);
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                try
                {
                    var stat = Stat(id);
                    ticks += Parent(stat) == server ? Ticks(stat[11..13]) : 0;
                }
                catch (IOException)
                {
                    // It has just ended.
                }
            }
        }

        return ticks / TicksPerSecond * 1_000_000;
    }

    /// <summary>What all processors did besides being idle or waiting for disks; 0 where the system does not tell.</summary>
    private static double ReadMachine()
    {
        const string statistics = "/proc/stat";
        if (!File.Exists(statistics))
        {
            return 0;
        }

        var fields = File.ReadLines(statistics).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return BusyFields.Sum(i => double.Parse(fields[i], CultureInfo.InvariantCulture)) / TicksPerSecond * 1_000_000;
    }

    /// <summary>The fields after the name, which may hold spaces.</summary>
    private static string[] Stat(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static int Parent(string[] stat) => int.Parse(stat[1], CultureInfo.InvariantCulture);

    /// <summary>The sum of some of utime, stime, and these of the processes it has waited for: fields 11 to 14.</summary>
    private static double Ticks(string[] fields) => fields.Sum(field => double.Parse(field, CultureInfo.InvariantCulture));
}
