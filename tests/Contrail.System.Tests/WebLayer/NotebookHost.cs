using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.InMemory;
using Contrail.Host;
using Contrail.System.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Contrail.System.Tests.WebLayer;

/// <summary>The notebook behind the web layer, on a real socket.</summary>
public sealed class NotebookHost : IAsyncLifetime
{
    private readonly DataDirectory data = new();
    private readonly EndedSessions ended = new();
    private readonly Complaints complaints = new();
    private WebApplication app = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(complaints);
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = 256 * 1024);
        builder.Services.AddSingleton<ISessionCheck>(ended);
        builder.Services.AddContrailWeb(DataKeys.Open(data.Path), builder.Configuration, typeof(NotebookModule).Assembly);
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new MoneyJsonConverter()));
        app = builder.Build();
        app.UseContrailWeb();
        app.MapContrailWeb();
        app.MapEndpointsOf(typeof(NotebookModule).Assembly);
        app.CheckAccessIsStated();
        await app.Services.GetRequiredService<RunningModules>().StartAsync(new NotebookModule(), new InMemoryStorage(), new());
        await app.StartAsync();
        Client = NewClient();
    }

    /// <summary>Ends every request, and tells what was logged as an error until then.</summary>
    internal async Task<IReadOnlyCollection<string>> ComplaintsUntilTheEndAsync()
    {
        await app.StopAsync();
        return complaints.Heard;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.Services.GetRequiredService<RunningModules>().DisposeAsync();
        await app.DisposeAsync();
        data.Dispose();
    }

    internal HttpClient NewClient(bool keepsCookies = false) =>
        new(new SocketsHttpHandler { UseCookies = keepsCookies, CookieContainer = new CookieContainer(), RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = new Uri(app.Urls.First()) };

    internal string TokenOf(DateTimeOffset? expires = null, params IEnumerable<(string Type, string Value)> claims) =>
        app.Services.GetRequiredService<AccessTokens>().Issue(claims.Select(c => new Claim(c.Type, c.Value)), expires ?? TimeProvider.System.GetUtcNow().AddHours(1));

    internal void EndSessionsOf(string user) => ended.Users.Add(user);

    internal Task<Told> PostAsync(string path, string json, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    internal Task<Told> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) => SendAsync(HttpMethod.Get, path, null, headers);

    internal async Task<Told> SendAsync(HttpMethod method, string path, HttpContent? content, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return await Told.ByAsync(response);
    }

    private sealed class Complaints : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Heard { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Heard.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class EndedSessions : ISessionCheck
    {
        public HashSet<string> Users { get; } = [];

        public ValueTask<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellation) => new(!Users.Contains(user.FindFirstValue(Caller.UserClaim)!));
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Told(int Status, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? Code => Json.GetProperty("code").GetString();

    public IReadOnlyList<string?> Pointers => [.. Json.GetProperty("errors").EnumerateArray().Select(e => e.TryGetProperty("pointer", out var pointer) ? pointer.GetString() : null)];

    public static async Task<Told> ByAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
}
