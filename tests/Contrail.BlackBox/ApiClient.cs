using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>Speaks JSON with the API, with or without a bearer token.</summary>
/// <param name="http">Its base address is the host.</param>
/// <param name="token">A user's or a guest's; null for a stranger.</param>
public sealed class ApiClient(HttpClient http, string? token = null)
{
    /// <summary>The token it presents.</summary>
    public string? Token { get; } = token;

    /// <summary>The same host as somebody else.</summary>
    public ApiClient As(string? bearer) => new(http, bearer);

    /// <summary>Reads.</summary>
    public Task<Answer> GetAsync(string path, string? position = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, path, null, null, position, cancellation);

    /// <summary>Asks for something to be done.</summary>
    public Task<Answer> PostAsync(string path, object? body = null, string? key = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, path, body, key, null, cancellation);

    /// <summary>Takes something away.</summary>
    public Task<Answer> SendDeleteAsync(string path, CancellationToken cancellation = default) => SendAsync(HttpMethod.Delete, path, null, null, null, cancellation);

    /// <summary>Every item of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path, CancellationToken cancellation = default)
    {
        var items = new List<JsonNode>();
        string? next = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = (await GetAsync($"{path}{separator}limit=200{(next is null ? "" : $"&cursor={next}")}", null, cancellation).ConfigureAwait(false)).Expect();
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            next = (string?)page["next"];
        }
        while (next is not null);
        return items;
    }

    /// <summary>Sends a request of any form, with the token.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default)
    {
        request.Headers.Authorization = Token is null ? null : new AuthenticationHeaderValue("Bearer", Token);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Server-sent events of a resource, until they end.</summary>
    public async IAsyncEnumerable<JsonNode> WatchAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var request = Request(HttpMethod.Get, path, null, null, null);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync(cancellation).ConfigureAwait(false))
        {
            yield return JsonNode.Parse(item.Data)!;
        }
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? key, string? position, CancellationToken cancellation)
    {
        using var request = Request(method, path, body, key, position);
        using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return new Answer(
            response.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text),
            response.Headers.TryGetValues("Contrail-Position", out var positions) ? positions.First() : null,
            response.Headers.Contains("Idempotency-Replayed"));
    }

    private HttpRequestMessage Request(HttpMethod method, string path, object? body, string? key, string? position)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            var json = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        AddIfPresent(request, "Idempotency-Key", key);
        AddIfPresent(request, "Contrail-Position", position);
        return request;
    }

    private static void AddIfPresent(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
