using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Contrail.System.Tests.Journeys;

/// <summary>One request of a .http file, its variables not yet replaced.</summary>
internal sealed record HttpFileRequest(string? Name, int Expects, (string Path, string Value)? Until, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public override string ToString() => $"{Method} {Url}";
}

/// <summary>Runs a .http file as an editor's HTTP client would: one request after another, with values taken from earlier answers.</summary>
/// <param name="file">The file.</param>
/// <param name="client">Talks to the host.</param>
internal sealed partial class HttpFile(string file, HttpClient client)
{
    private const int AnySuccess = 0;
    private readonly Dictionary<string, string> variables = [];
    private readonly Dictionary<string, (HttpResponseMessage Response, JsonNode? Body)> answers = [];

    /// <summary>The folder with the files.</summary>
    public static string Folder { get; } = RepositoryFolder.PathOf("docs", "http");

    /// <summary>Sends every request.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RunAsync()
    {
        var requests = Read(await File.ReadAllTextAsync(file)).ToList();
        variables["host"] = client.BaseAddress!.ToString().TrimEnd('/');
        foreach (var request in requests)
        {
            var answer = request.Until is { } until
                ? await Progress.UntilAsync(() => SendAsync(request), a => Select(a.Body, Fill(until.Path)) == Fill(until.Value))
                : await SendAsync(request);
            var status = (int)answer.Response.StatusCode;
            if (request.Expects == AnySuccess ? status is < 200 or > 299 : status != request.Expects)
            {
                throw new InvalidOperationException($"{Path.GetFileName(file)}: {request} was answered with {status} {answer.Body?.ToJsonString()}");
            }

            if (request.Name is { } name)
            {
                answers[name] = answer;
            }
        }

        return requests.Count;
    }

    private IEnumerable<HttpFileRequest> Read(string text)
    {
        foreach (var block in Separator().Split(text.ReplaceLineEndings("\n")))
        {
            var lines = block.Split('\n').ToList();
            foreach (var variable in lines.Select(line => Variable().Match(line)).Where(m => m.Success))
            {
                variables[variable.Groups[1].Value] = Fill(variable.Groups[2].Value);
            }

            var first = lines.FindIndex(line => RequestLine().IsMatch(line));
            if (first >= 0)
            {
                yield return RequestOf(lines[..first], lines[first..]);
            }
        }
    }

    private static HttpFileRequest RequestOf(List<string> comments, List<string> lines)
    {
        string? Comment(string word) => comments.Find(c => c.StartsWith($"# {word} ", StringComparison.Ordinal))?[(word.Length + 3)..].Trim();
        var until = Comment("until")?.Split(" = ", 2);
        var line = RequestLine().Match(lines[0]);
        var end = lines.FindIndex(string.IsNullOrWhiteSpace);
        var headers = lines[1..(end < 0 ? lines.Count : end)].Select(h => h.Split(':', 2)).Select(h => (h[0], h[1].Trim()));
        return new HttpFileRequest(
            Comment("@name"),
            int.Parse(Comment("expects") ?? "0", CultureInfo.InvariantCulture),
            until is [var path, var value] ? (path, value) : null,
            line.Groups[1].Value,
            line.Groups[2].Value,
            [.. headers],
            end < 0 ? "" : string.Join('\n', lines[end..]).Trim());
    }

    private async Task<(HttpResponseMessage Response, JsonNode? Body)> SendAsync(HttpFileRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Fill(request.Url));
        if (request.Body.Length > 0)
        {
            message.Content = new StringContent(BodyOf(request.Body), Encoding.UTF8);
            message.Content.Headers.Remove("Content-Type");
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, Fill(value)))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, Fill(value));
            }
        }

        var response = await client.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        return (response, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    private string BodyOf(string body) =>
        body.StartsWith("< ", StringComparison.Ordinal) ? File.ReadAllText(Path.Combine(Folder, body[2..].Trim())) : Fill(body);

    private string Fill(string text) => Placeholder().Replace(text, match => ValueOf(match.Groups[1].Value.Trim()));

    private string ValueOf(string name)
    {
        if (DateInDays().Match(name) is { Success: true } days)
        {
            var date = TimeProvider.System.GetUtcNow().AddDays(int.Parse(days.Groups[1].Value, CultureInfo.InvariantCulture));
            return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        var parts = name.Split('.', 4);
        return parts switch
        {
            [var request, "response", "body", var path] => Select(answers[request].Body, path) ?? throw new InvalidOperationException($"{Path.GetFileName(file)}: {name} is not there."),
            [var request, "response", "headers", var header] => answers[request].Response.Headers.GetValues(header).Single(),
            _ => variables[name],
        };
    }

    /// <summary>A path such as <c>$.items[0].id</c>.</summary>
    private static string? Select(JsonNode? node, string path)
    {
        foreach (Match step in PathStep().Matches(path))
        {
            node = step.Groups[2].Success
                ? node?.AsArray().ElementAtOrDefault(int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture))
                : (node as JsonObject)?[step.Groups[1].Value];
        }

        return node?.ToString();
    }

    [GeneratedRegex("^###.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+)\s*=\s*(.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) (\S+)")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\$datetime 'YYYY-MM-DD' (\d+) d$")]
    private static partial Regex DateInDays();

    [GeneratedRegex(@"\.(\w+)|\[(\d+)\]")]
    private static partial Regex PathStep();
}
