using System.Runtime.InteropServices;

namespace Contrail.SeatBank.Load;

/// <summary>Signals that no program can catch.</summary>
public static class Signals
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Ends a process at once: nothing of it runs any more, nothing is flushed.</summary>
    public static void SendKill(int process) => Send(process, Kill);

    /// <summary>Freezes this process; the calling thread does nothing more before somebody lets it go on.</summary>
    public static void StopHere()
    {
        if (raise(Stop) != 0)
        {
            throw new InvalidOperationException("The process does not stop.");
        }
    }

    /// <summary>Lets a frozen process go on.</summary>
    public static void SendContinue(int process) => Send(process, Continue);

    private static void Send(int process, int signal)
    {
        if (kill(process, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} did not reach process {process} (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int raise(int signal);
}
