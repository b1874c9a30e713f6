using System.Diagnostics;
using System.Text;

namespace Contrail.BlackBox;

/// <summary>
/// The real executable in a process of its own, on a free port: started, asked, killed, started again on the same data. Dispose kills
/// what still runs. What it printed is in <see cref="Output"/> and <see cref="Errors"/>, and in the message of whatever fails here.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task read;
    // The one wait on the process: Process is not safe for many, a wait can stay behind for ever and an exit code can read as 0.
    private readonly Task<int> ended;

    private HostProcess(Process process)
    {
        this.process = process;
        Id = process.Id;
        ended = WaitForExitAsync(process);
        read = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, errors));
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => ready.Task.Result;

    /// <summary>Talks to it, without following redirects or keeping cookies: a test sends what it means to send.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>What it has written to standard output.</summary>
    public string Output => TextOf(output);

    /// <summary>What it has written to standard error: its log.</summary>
    public string Errors => TextOf(errors);

    public int Id { get; }

    public bool HasExited => ended.IsCompleted;

    /// <summary>Starts it on a data directory and waits for its <c>ready</c>.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="arguments">More options, for example <c>--no-demo</c>.</param>
    public static Task<HostProcess> StartAsync(string data, params IEnumerable<string> arguments) => StartAsync(data, Variables.None, arguments);

    /// <inheritdoc cref="StartAsync(string, IEnumerable{string})"/>
    public static async Task<HostProcess> StartAsync(string data, Variables variables, params IEnumerable<string> arguments)
    {
        var host = Launch(["serve", "--urls", "http://127.0.0.1:0", "--data", data, .. arguments], variables);
        try
        {
            if (await Task.WhenAny(host.ready.Task, host.ended).WaitAsync(Patience) == host.ended)
            {
                await host.read.WaitAsync(Patience);
            }

            if (!host.ready.Task.IsCompleted)
            {
                throw new InvalidOperationException($"The host ended with {await host.ended} before it was ready.\n{host.Output}\n{host.Errors}");
            }

            host.Client = host.NewClient();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params IEnumerable<string> arguments)
    {
        await using var host = Launch(arguments, Variables.None);
        return (await host.EndAsync(), host.Output, host.Errors);
    }

    /// <summary>Another client, with connections of its own.</summary>
    /// <param name="keepsCookies">Like a browser.</param>
    public HttpClient NewClient(bool keepsCookies = false) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = keepsCookies, MaxConnectionsPerServer = 512, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = Url, Timeout = Patience };

    /// <summary>Waits until it has ended, whoever ended it.</summary>
    /// <returns>The exit code; 137 after a SIGKILL.</returns>
    public Task<int> EndedAsync() => ended;

    /// <summary>SIGKILL: nothing of it runs any more, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
        {
            process.Kill();
        }

        await EndAsync();
    }

    /// <summary>SIGTERM: it answers what is under way and ends.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync()
    {
        Signals.SendTerminate(Id);
        return EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client?.Dispose();
        process.Dispose();
    }

    private static HostProcess Launch(IEnumerable<string> arguments, Variables variables)
    {
        var start = new ProcessStartInfo(Path.Combine(variables.Program ?? AppContext.BaseDirectory, "contrail"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Many tests come from one address; those about the limits set their own.
        start.Environment["CONTRAIL_RateLimits__SignIn"] = "100000";
        start.Environment["CONTRAIL_RateLimits__LookUp"] = "100000";
        start.Environment["CONTRAIL_RateLimits__Hold"] = "1000000";
        // None lives long enough to be worth compiling a second time.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment.Remove("CONTRAIL_KEY");
        start.Environment.Remove("CONTRAIL_DATA");
        foreach (var (name, value) in variables.All)
        {
            start.Environment[name] = value;
        }

        return new HostProcess(Process.Start(start)!);
    }

    private static async Task<int> WaitForExitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private async Task<int> EndAsync()
    {
        var code = await ended.WaitAsync(Patience);
        await read.WaitAsync(Patience);
        return code;
    }

    private async Task ReadAsync(StreamReader from, StringBuilder into)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (into)
            {
                into.AppendLine(line);
            }

            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                ready.TrySetResult(new Uri(line.Split(' ')[1]));
            }
        }
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

/// <summary>Environment variables for a host.</summary>
public sealed record Variables(params IReadOnlyList<(string Name, string Value)> All)
{
    /// <summary>The folder of the executable; null for the one beside the tests.</summary>
    public string? Program { get; init; }

    public static Variables None { get; } = new();
}
