using System.Runtime.InteropServices;

namespace Contrail.SeatBank.Load;

/// <summary>How long the files may become that a process writes. A write beyond that is cut off, and the next one fails, as on a disk without room.</summary>
public static class FileSizes
{
    private const int FileSizeResource = 1;
    private const int FileSizeSignal = 25;
    private const nint Ignore = 1;
    private const ulong Unlimited = ulong.MaxValue;

    /// <summary>Sets the limit of a process that runs; null for none.</summary>
    public static void Limit(int process, long? bytes)
    {
        var limit = new ResourceLimit { Current = bytes is { } some ? (ulong)some : Unlimited, Maximum = Unlimited };
        if (prlimit(process, FileSizeResource, in limit, 0) != 0)
        {
            throw new InvalidOperationException($"Process {process} got no limit (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Lets this process live on when it meets the limit.</summary>
    public static void OutliveLimit() => _ = signal(FileSizeSignal, Ignore);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prlimit(int process, int resource, in ResourceLimit limit, nint before);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint signal(int signal, nint handler);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
