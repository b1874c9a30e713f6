using System.Runtime.InteropServices;

namespace Contrail.BlackBox;

/// <summary>Asks a process to end; .NET itself can only kill.</summary>
public static class Signals
{
    private const int Terminate = 15;

    public static void SendTerminate(int process)
    {
        if (kill(process, Terminate) != 0)
        {
            throw new InvalidOperationException($"SIGTERM did not reach process {process} (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
