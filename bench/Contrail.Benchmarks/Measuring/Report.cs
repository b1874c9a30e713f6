using System.Globalization;
using System.Text.Json;

namespace Contrail.Benchmarks.Measuring;

/// <summary>The table on the screen and the file for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly string[] Header =
        ["work", "store", "callers", "per second", "p50 ms", "p99 ms", "cpu us", "of it server", "bytes", "paused", "others", "raw per s", "of raw", "goal", "best known", "", ""];

    public static void Print(IReadOnlyList<Measured> rows, TextWriter to)
    {
        var cells = rows.Select(Cells).Prepend(Header).ToList();
        var widths = Enumerable.Range(0, Header.Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        foreach (var row in cells)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, i) => i is < 2 or > 13 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        }

        to.WriteLine();
        to.WriteLine(Goals.Caption);
        to.WriteLine("cpu us: processor time of this process and the local database server for one; callers share the machine with both.");
        to.WriteLine("bytes: what this process allocated for one; paused: the part of the time in which it stood still for the garbage collector.");
        to.WriteLine("others: the part of the machine that other programs used meanwhile. Where it is high the rates and latencies of that row say little.");
        to.WriteLine("raw per s: what the driver gave without the engine in this run, writing or reading rows like those of the work. A goal above it is out of reach.");
    }

    public static void Write(IReadOnlyList<Measured> rows, string file) =>
        File.WriteAllText(file, JsonSerializer.Serialize(
            rows.Select(r => new { r.Work, r.Store, r.Callers, r.PerSecond, r.P50Ms, r.P99Ms, r.CpuMicros, r.RawPerSecond, r.BytesOnDisk }), Json));

    private static string[] Cells(Measured row)
    {
        var (goal, ratio, verdict) = Goals.Judge(row);
        return
        [
            row.Work, row.Store, row.Callers.ToString(CultureInfo.InvariantCulture), Text(row.PerSecond, "#,0"), Text(row.P50Ms, "#,0.00"), Text(row.P99Ms, "#,0.00"),
            Text(row.CpuMicros, "#,0.0"), row.ServerMicros > 0 ? Text(row.ServerMicros, "#,0.0") : "", Text(row.AllocatedBytes, "#,0"), Text(row.Paused, "0.0%"),
            Text(row.Others, "0%"), Text(row.RawPerSecond, "#,0"), Text(row.PerSecond / row.RawPerSecond, "0%"), goal, ratio, verdict, row.Note,
        ];
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
