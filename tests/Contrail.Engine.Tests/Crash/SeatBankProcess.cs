using System.Diagnostics;
using Contrail.SeatBank.Load;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

/// <summary>The sample domain in a process of its own, which can be killed.</summary>
internal sealed class SeatBankProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process process;
    private readonly Task<string> errors;
    private readonly string journal;

    private SeatBankProcess(Process process, string journal)
    {
        (this.process, this.journal) = (process, journal);
        errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Whether it ended by SIGKILL.</summary>
    public bool WasKilled => process.ExitCode == 128 + 9;

    /// <summary>Starts it.</summary>
    /// <param name="what"><c>load</c> or <c>migrate</c>.</param>
    /// <param name="journal">The journal's file.</param>
    /// <param name="arguments">See the program.</param>
    public static SeatBankProcess Start(string what, string journal, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Contrail.SeatBank"), [what, "--acks", journal, .. arguments])
        {
            RedirectStandardError = true,
        };
        // None lives long enough to be worth compiling a second time.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        return new SeatBankProcess(Process.Start(start)!, journal);
    }

    public void Kill()
    {
        if (!process.HasExited)
        {
            Signals.SendKill(process.Id);
        }
    }

    /// <summary>Lets no file that it writes grow beyond so many bytes; null for any.</summary>
    public void LimitFiles(long? bytes) => FileSizes.Limit(process.Id, bytes);

    public void Continue() => Signals.SendContinue(process.Id);

    /// <summary>Waits for the end and gives what it wrote to its error output.</summary>
    public async Task<string> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return await errors;
    }

    /// <summary>Waits until the journal has grown by so many bytes since it had a length, or the process ended.</summary>
    public Task GrownAsync(long from, long bytes) => UntilAsync(() => Length() >= from + bytes, $"the journal grows by {bytes} bytes");

    /// <summary>Waits until the journal has a line, or the process ended.</summary>
    public Task NotedAsync(string line) => UntilAsync(() => JournalContent.Read(journal).Notes.Contains(line), $"the journal says '{line}'");

    /// <summary>Waits until something is so, or the process ended.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => PollAsync(() => Task.FromResult(process.HasExited || condition()), what);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Polls until something is so; a failure says what was waited for.</summary>
    public static async Task PollAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Patience, $"In {Patience} it did not happen that {what}.");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    private long Length() => File.Exists(journal) ? new FileInfo(journal).Length : 0;
}
