namespace Contrail.BlackBox;

/// <summary>
/// A data directory whose host dies and is started again. Requests through <see cref="Client"/> behave as a stubborn person does: whoever gets no
/// answer, or is asked to come back, waits for the next start and asks the same again with the same headers.
/// </summary>
/// <param name="data">The data directory.</param>
/// <param name="variables">For every start.</param>
public sealed class Installation(string data, Variables? variables = null) : IAsyncDisposable
{
    /// <summary>The exit code of a process that was killed by SIGKILL.</summary>
    public const int Killed = 128 + 9;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly List<HostProcess> hosts = [];
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient? client;

    /// <summary>Survives deaths of the host.</summary>
    public HttpClient Client => client ??= new HttpClient(new StubbornHandler(this)) { BaseAddress = new Uri("http://contrail.invalid"), Timeout = Patience };

    /// <summary>The host that runs, or died last.</summary>
    public HostProcess Host
    {
        get
        {
            lock (gate)
            {
                return hosts[^1];
            }
        }
    }

    /// <summary>The payment simulator's own ledger.</summary>
    public string Ledger => Path.Combine(data, "payment-simulator.db");

    /// <summary>Starts a host and lets those who wait ask again.</summary>
    public async Task StartAsync(params IEnumerable<string> arguments)
    {
        var host = await HostProcess.StartAsync(data, variables ?? Variables.None, arguments);
        TaskCompletionSource waiting;
        lock (gate)
        {
            hosts.Add(host);
            (waiting, next) = (next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.SetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private async Task<HostProcess> RunningAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task started;
            lock (gate)
            {
                if (hosts is [.., { HasExited: false } running])
                {
                    return running;
                }

                started = next.Task;
            }

            await started.WaitAsync(cancellation);
        }
    }

    /// <summary>Sends to whichever host runs, until one answers.</summary>
    private sealed class StubbornHandler(Installation installation) : HttpMessageHandler
    {
        private static readonly TimeSpan UntilItIsSeenDead = TimeSpan.FromSeconds(20);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : null;
            while (true)
            {
                var host = await installation.RunningAsync(cancellationToken);
                try
                {
                    var response = await SendAsync(host, request, body, cancellationToken);
                    if (!IsAskedToComeBack(response, out var after))
                    {
                        return response;
                    }

                    response.Dispose();
                    await Task.Delay(after, cancellationToken);
                }
                catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
                {
                    try
                    {
                        await host.EndedAsync().WaitAsync(UntilItIsSeenDead, cancellationToken);
                    }
                    catch (TimeoutException)
                    {
                        throw new HttpRequestException($"{request.Method} {request.RequestUri?.PathAndQuery} got no answer of a host that lives.\n{host.Errors}", e);
                    }
                }
            }
        }

        private static async Task<HttpResponseMessage> SendAsync(HostProcess host, HttpRequestMessage original, byte[]? body, CancellationToken cancellation)
        {
            using var request = new HttpRequestMessage(original.Method, new Uri(host.Url, original.RequestUri!.PathAndQuery));
            foreach (var (name, values) in original.Headers.NonValidated)
            {
                request.Headers.TryAddWithoutValidation(name, values);
            }

            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = original.Content!.Headers.ContentType;
            }

            var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            {
                await response.Content.LoadIntoBufferAsync(cancellation); // An answer that breaks off is none.
            }

            return response;
        }

        /// <summary>Overload, a store that does not answer, the same request under way: the API says when to come back.</summary>
        private static bool IsAskedToComeBack(HttpResponseMessage response, out TimeSpan after)
        {
            after = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(200);
            return (int)response.StatusCode is 503 or 429 || ((int)response.StatusCode == 409 && response.Headers.RetryAfter is not null);
        }
    }
}
