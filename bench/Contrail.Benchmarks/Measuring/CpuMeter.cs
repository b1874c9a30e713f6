using System.Globalization;

namespace Contrail.Benchmarks.Measuring;

/// <summary>Processor time of this process and, where it runs on this machine, of the database server.</summary>
/// <param name="serverProcess">Process id of the server that starts the others; null where there is none to be seen.</param>
internal sealed class CpuMeter(int? serverProcess)
{
    // USER_HZ, which Linux promises to programs.
    private const double TicksPerSecond = 100;

    /// <summary>Processor time so far, in microseconds.</summary>
    public (double Own, double Server) Read() => (Environment.CpuUsage.TotalTime.TotalMicroseconds, ReadServer());

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

    private double ReadServer()
    {
        if (serverProcess is not { } server)
        {
            return 0;
        }

        // The server's own time with that of the processes it has waited for, and the time of those that run.
        var ticks = Ticks(Stat(server), withEnded: true);
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                try
                {
                    var stat = Stat(id);
                    ticks += Parent(stat) == server ? Ticks(stat, withEnded: false) : 0;
                }
                catch (IOException)
                {
                    // It has just ended.
                }
            }
        }

        return ticks / TicksPerSecond * 1_000_000;
    }

    /// <summary>The fields after the name, which may hold spaces.</summary>
    private static string[] Stat(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static int Parent(string[] stat) => int.Parse(stat[1], CultureInfo.InvariantCulture);

    private static double Ticks(string[] stat, bool withEnded) =>
        stat[11..(withEnded ? 15 : 13)].Sum(field => double.Parse(field, CultureInfo.InvariantCulture));
}
