using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Api;

/// <summary>Whatever is sent to whichever route of the OpenAPI document, by an admin who may call all of them: never a 5xx, always a problem.</summary>
public sealed class BadInputOnEveryRoute(SharedHost shared)
{
    private static readonly string[] Values =
        ["x", "%01", "%0A", "..%2F..%2Fetc%2Fpasswd", "a%20b", "'%3B%20drop%20table%20x%20--", new string('a', 300), "%F0%9F%98%80", "%C3%28", "%D8%B9%D9%85%D8%B1", "-1", "99999999999999999999", "null", "%7B%7D", "0001-01-01", "NaN"];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{}", "{", "7", "\"text\"", "1e309", "true", """{"unknown":1}""", """{"a":1,"a":1}""", """{"\ud800":"\udfff"}""", new string('[', 50_000),
        $$"""{"a":"{{new string('a', 2_000)}}"}""",
    ];

    [Fact]
    public async Task Every_parameter_of_every_route_takes_whatever_it_is_given()
    {
        var operations = await OperationsAsync();
        var requests = from operation in operations from value in Values from path in operation.PathsWith(value) select (operation.Method, path, Body: operation.TakesBody ? "{}" : null);

        (await FaultsAsync(requests)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_route_that_takes_a_body_takes_whatever_it_is_given()
    {
        var operations = (await OperationsAsync()).Where(o => o.TakesBody).ToList();
        var requests = from operation in operations from body in Bodies select (operation.Method, operation.PathsWith("x").First(), Body: (string?)body);

        operations.ShouldNotBeEmpty();
        (await FaultsAsync(requests)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_member_of_every_body_takes_whatever_it_is_given()
    {
        string[] values = ["null", "\"\"", "0", "-1", "1e309", "99999999999999999999", "[]", "{}", "[null]", "true", "\"\\u0000\"", "\"\\ud800\"", "\"O'Brien \\u0639 \\ud83d\\ude00\"", $"\"{new string('a', 5_000)}\"", "\"0001-01-01\"", "\"9999-12-31T23:59:59+14:00\""];
        var requests =
            from operation in (await OperationsAsync()).Where(o => o.Members.Count > 0)
            from member in operation.Members
            from value in values
            select (operation.Method, operation.PathsWith("x").First(), Body: (string?)$"{{{string.Join(',', operation.Members.Select(m => $"\"{m}\":{(m == member ? value : "\"x\"")}"))}}}");

        (await FaultsAsync(requests)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<(string Method, string Path, string? Body)> requests)
    {
        using var client = shared.Host.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await shared.AdminTokenAsync());
        var faults = new List<string>();
        var sent = 0;
        foreach (var (method, path, body) in requests)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            sent++;
            if ((int)response.StatusCode >= 400 && await FaultOf(response) is { } fault)
            {
                faults.Add($"{method} {path[..Math.Min(path.Length, 120)]} {body?[..Math.Min(body.Length, 80)]}: {fault}");
            }
        }

        sent.ShouldBeGreaterThan(10);
        return faults;
    }

    private static async Task<string?> FaultOf(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return (int)response.StatusCode >= 500 || response.Content.Headers.ContentType?.MediaType != "application/problem+json" || !body.Contains("\"code\"", StringComparison.Ordinal)
            ? $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {body[..Math.Min(body.Length, 200)]}"
            : null;
    }

    // The own session stays: signing out and ending accounts would lock the rest of the test out.
    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        using var document = JsonDocument.Parse(await shared.Client.GetStringAsync("/openapi/v1.json"));
        var root = document.RootElement;
        return
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where !(path.Name == "/api/session" && operation.Name == "delete")
               select Operation.Of(root, path.Name, operation.Name, operation.Value),
        ];
    }

    private sealed record Operation(string Method, string Path, IReadOnlyList<string> Query, bool TakesBody, IReadOnlyList<string> Members)
    {
        public static Operation Of(JsonElement root, string path, string method, JsonElement operation) => new(
            method.ToUpperInvariant(),
            path,
            [
                .. from parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : []
                   where parameter.GetProperty("in").GetString() == "query"
                   select parameter.GetProperty("name").GetString()!,
            ],
            operation.TryGetProperty("requestBody", out var body),
            body.ValueKind == JsonValueKind.Object ? MembersOf(root, body) : []);

        /// <summary>The path with the value in each place of the path and, one at a time, in each parameter of the query.</summary>
        public IEnumerable<string> PathsWith(string value)
        {
            var filled = global::System.Text.RegularExpressions.Regex.Replace(Path, @"\{[^}]+\}", value);
            return filled == Path && Query.Count > 0 ? Query.Select(name => $"{Path}?{name}={value}") : Query.Select(name => $"{filled}?{name}={value}").Prepend(filled);
        }

        private static List<string> MembersOf(JsonElement root, JsonElement body)
        {
            var schema = body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
            while (schema.TryGetProperty("$ref", out var reference))
            {
                schema = root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            }

            return schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(p => p.Name)] : [];
        }
    }
}
