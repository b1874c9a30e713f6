using System.Globalization;
using System.Text;
using Contrail.SeatBank.Tills;

namespace Contrail.SeatBank.Load;

/// <summary>A printer whose receipts outlive the process that asked for them: a line for each time it was asked.</summary>
public sealed class ReceiptFile(string path, BreakPoints? points = null) : IReceiptPrinter
{
    private readonly Lock gate = new();

    /// <summary>Where the receipts of a process lie that keeps a journal.</summary>
    public static string Beside(string journal) => $"{journal}.receipts";

    /// <summary>The keys under which something was printed, however often.</summary>
    public static IReadOnlySet<Guid> Read(IEnumerable<string> paths) => paths
        .Where(File.Exists)
        .SelectMany(File.ReadLines)
        .Where(line => line.EndsWith(" end", StringComparison.Ordinal))
        .Select(line => Guid.ParseExact(line.Split(' ')[0], "N"))
        .ToHashSet();

    public Task PrintAsync(Guid key, string holder, int amount)
    {
        points?.Pass(BreakPoints.BeforePrint);
        lock (gate)
        {
            // What was cut short, by a disk without room, stays a line of its own.
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{key:N} {holder} {amount} end\n")));
        }

        points?.Pass(BreakPoints.AfterPrint);
        return Task.CompletedTask;
    }
}
