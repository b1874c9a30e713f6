using System.Net;
using System.Text.Json;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Api;

/// <summary>The OpenAPI document of the running host.</summary>
public sealed class DescribingTheApi(SharedHost shared)
{
    // What stored events and states carry is theirs.
    private static readonly string[] AnyJson = ["JsonElement", "JsonNode"];
    private static readonly string[] Types = ["type", "$ref", "enum", "oneOf", "anyOf", "allOf"];
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task Every_operation_says_who_may_call_it_what_it_does_and_how_it_fails()
    {
        using var document = JsonDocument.Parse(await shared.Client.GetStringAsync("/openapi/v1.json"));
        var operations = OperationsOf(document).ToList();

        document.RootElement.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        operations.Count.ShouldBeGreaterThan(2);
        operations.Where(o => !o.Value.TryGetProperty("x-access", out _)).Select(o => o.Name).ShouldBeEmpty();
        operations.Where(o => !o.Value.TryGetProperty("summary", out _) || !o.Value.TryGetProperty("operationId", out _)).Select(o => o.Name).ShouldBeEmpty();
        operations.Where(o => !HasProblem(o.Value)).Select(o => o.Name).ShouldBeEmpty();
        operations.GroupBy(o => o.Value.GetProperty("operationId").GetString()).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_reference_in_it_leads_somewhere()
    {
        using var document = JsonDocument.Parse(await shared.Client.GetStringAsync("/openapi/v1.json"));

        References(document.RootElement).Distinct().Where(reference => !Resolves(document.RootElement, reference)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_member_of_every_body_and_answer_has_a_type()
    {
        using var document = JsonDocument.Parse(await shared.Client.GetStringAsync("/openapi/v1.json"));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().ToList();

        schemas.SelectMany(schema => Untyped(schema.Name, schema.Value)).Except(AnyJson).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_there_as_YAML_and_for_people_without_anything_from_elsewhere()
    {
        (await shared.Client.GetStringAsync("/openapi/v1.yaml")).ShouldStartWith("openapi:");
        var page = await shared.Client.GetStringAsync("/docs/index.html");

        page.ShouldContain("swagger-ui");
        page.ShouldNotContain("https://");
    }

    [Fact]
    public async Task Who_comes_back_to_the_page_for_people_keeps_the_policy_it_came_with()
    {
        using var first = await shared.Client.GetAsync("/docs/index.html");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/docs/index.html");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await shared.Client.SendAsync(again);

        first.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.Contains("Content-Security-Policy").ShouldBeFalse("browsers would take it for the page's");
    }

    private static IEnumerable<(string Name, JsonElement Value)> OperationsOf(JsonDocument document) =>
        from path in document.RootElement.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where Methods.Contains(operation.Name)
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    private static bool HasProblem(JsonElement operation) => operation.GetProperty("responses").EnumerateObject()
        .Any(r => r.Name.StartsWith('4') && r.Value.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out _));

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static IEnumerable<string> Untyped(string name, JsonElement schema) =>
        !Types.Any(member => schema.TryGetProperty(member, out _)) ? [name]
        : schema.TryGetProperty("items", out var items) ? Untyped($"{name}[]", items)
        : schema.TryGetProperty("type", out var type) && type.ToString().Contains("array", StringComparison.Ordinal) ? [$"{name}[]"]
        : schema.TryGetProperty("properties", out var members) ? members.EnumerateObject().SelectMany(m => Untyped($"{name}.{m.Name}", m.Value))
        : [];

    private static bool Resolves(JsonElement root, string reference)
    {
        var at = root;
        return reference.StartsWith("#/", StringComparison.Ordinal) && reference[2..].Split('/').All(name => at.TryGetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out at));
    }
}
