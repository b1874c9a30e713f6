using System.Diagnostics;
using System.Runtime.InteropServices;
using Contrail.Benchmarks.Measuring;
using Microsoft.Win32.SafeHandles;

namespace Contrail.Benchmarks.Raw;

/// <summary>What the store gives in this run without the engine: a work would do so often if it took no more than what must be written or read for it.</summary>
internal sealed class RawLimits(IReadOnlyDictionary<(string Work, int Callers), double> limits)
{
    public static RawLimits Unknown { get; } = new(new Dictionary<(string, int), double>());

    /// <summary>The limit of a work, a second; null where that was not measured.</summary>
    public double? Of(string work, int callers) => limits.TryGetValue((work, callers), out var limit) ? limit : null;
}

/// <summary>A row as wide as an event.</summary>
internal static class RawRow
{
    public const string Stream = "parcel-0199aabbccddeeff00112233445566778899";

    public static byte[] Hash { get; } = new byte[32];

    public static byte[] Outcome { get; } = "{}"u8.ToArray();

    public static byte[] Metadata { get; } =
        """{"correlationId":"0199aabb-ccdd-7eef-8011-223344556677","commandId":"0199aabb-ccdd-7eef-8011-223344556677","actor":"user:bench"}"""u8.ToArray();

    public static byte[] Data { get; } = System.Text.Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 289)}}"}""");
}

/// <summary>The disk itself.</summary>
internal static class RawDisk
{
    public static async Task<Measured> SyncsAsync(Load load, string store, string directory)
    {
        var path = Path.Combine(directory, "raw.sync");
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        long at = 0;
        var row = await load.RunAsync(Work.RawSync, store, 1, _ =>
        {
            RandomAccess.Write(file.SafeFileHandle, block, at);
            at += block.Length;
            Sync(file.SafeFileHandle);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        file.Close();
        File.Delete(path);
        return row;
    }

    /// <summary>How many blocks the disk takes and keeps in a second, measured for half a second.</summary>
    public static double SyncsPerSecond(string directory)
    {
        var path = Path.Combine(directory, "raw.sync");
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        var block = new byte[4096];
        var begun = Stopwatch.GetTimestamp();
        var done = 0;
        for (; Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(0.5); done++)
        {
            RandomAccess.Write(file.SafeFileHandle, block, (long)done * block.Length);
            Sync(file.SafeFileHandle);
        }

        return done / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static void Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (DataSync(file) != 0)
        {
            throw new IOException("fdatasync failed.");
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DataSync(SafeFileHandle file);
}
