using System.Diagnostics;
using System.Globalization;

namespace Contrail.Host.Commands;

/// <summary>One line on a terminal that is written over as work goes on: how far, how fast, how long yet. Nothing where nobody looks.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int Width = 79;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly TextWriter? terminal;
    private long shownAt;

    private ProgressLine(TextWriter? terminal) => this.terminal = terminal;

    /// <summary>A line on standard error, if that is a terminal.</summary>
    public static ProgressLine On(TextWriter error) => new(Console.IsErrorRedirected ? null : error);

    /// <summary>Progress towards a number.</summary>
    public IProgress<long> Of(string what, long total) => new Counted(this, what, total);

    /// <summary>Shows a text.</summary>
    public void Say(string text) => terminal?.Write($"\r{(text.Length > Width ? text[..Width] : text).PadRight(Width)}");

    /// <summary>Wipes the line.</summary>
    public void Dispose() => terminal?.Write($"\r{new string(' ', Width)}\r");

    /// <summary>What is shown at a moment.</summary>
    internal static string TextOf(string what, long done, long total, TimeSpan elapsed)
    {
        var rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = TimeSpan.FromSeconds(Math.Min(rate > 0 ? Math.Max(0, total - done) / rate : 0, 359_999));
        var percent = total > 0 ? Math.Min(100, 100 * done / total) : 100;
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {percent,3} % of {total}, {rate:0}/s, {(int)left.TotalHours}:{left:mm\\:ss} to go");
    }

    private sealed class Counted(ProgressLine line, string what, long total) : IProgress<long>
    {
        private readonly long started = Stopwatch.GetTimestamp();

        public void Report(long value)
        {
            if (line.shownAt == 0 || Stopwatch.GetElapsedTime(line.shownAt) >= Pause)
            {
                line.shownAt = Stopwatch.GetTimestamp();
                line.Say(TextOf(what, value, total, Stopwatch.GetElapsedTime(started)));
            }
        }
    }
}
