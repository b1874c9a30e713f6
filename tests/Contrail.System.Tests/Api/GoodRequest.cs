using System.Text.Json.Nodes;

namespace Contrail.System.Tests.Api;

/// <summary>A request that would be carried out as it stands: what is spoilt in it is the only thing that is wrong.</summary>
/// <param name="Operation">Its id in the OpenAPI document.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">With ids of real things.</param>
/// <param name="Body">JSON.</param>
/// <param name="Token">Of whoever may; null for strangers.</param>
internal sealed record GoodRequest(string Operation, string Method, string Path, JsonObject Body, string? Token)
{
    private const string Marker = "\"here\"";

    /// <summary>Nothing takes them.</summary>
    private static readonly string[] Never =
    [
        "true", "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "1e309", "-1e309", "1.5", "99999999999999999999", "-9223372036854775809", "NaN", "undefined",
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u001b[31m\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ufffd\"",
        $"\"{new string('a', 10_001)}\"", $"\"{string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 6_000))}\"", $"{new string('[', 40)}{new string(']', 40)}",
    ];

    /// <summary>Only what takes any text, or any number, takes them.</summary>
    private static readonly string[] Odd =
    [
        "0", "-1", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"9999-12-31T23:59:59+14:00\"", "\"-1.00\"", "\"1e5\"", "\"99999999999999999999.00\"", "\"٤٢\"",
        "\"..\\/..\\/etc\\/passwd\"", "\"' or 1=1 --\"", "\"<script>alert(1)</script>\"", "\"\\u202etxt.exe\"",
    ];

    /// <summary>JSON Pointers of members that may be null, or empty where they are lists.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>JSON Pointers of members that take any text or number.</summary>
    public IReadOnlyList<string> Free { get; init; } = [];

    /// <summary>The body in every way in which one place of it can be spoilt.</summary>
    public IEnumerable<(string What, string Body)> Spoilt()
    {
        foreach (var (pointer, _, replace) in PlacesOf(Body, ""))
        {
            foreach (var value in Never.Append("null").Concat(Free.Contains(pointer) ? [] : Odd).Where(v => !(v is "null" or "[]" && Optional.Contains(pointer))))
            {
                yield return ($"{Operation} {pointer} = {value[..Math.Min(value.Length, 40)]}", replace(value));
            }
        }

        foreach (var (pointer, at, replace) in PlacesOf(Body, "").Where(p => p.At is JsonObject).Prepend(("", Body, value => value)))
        {
            var members = at!.AsObject().ToList();
            yield return ($"{Operation} {pointer} with an unknown member", replace($"{{{string.Join(',', members.Select(Written))},\"unknown\":1}}"));
            foreach (var member in members)
            {
                yield return ($"{Operation} {pointer}/{member.Key} twice", replace($"{{{string.Join(',', members.Append(member).Select(Written))}}}"));
            }

            foreach (var member in members.Where(m => !Optional.Contains($"{pointer}/{m.Key}")))
            {
                yield return ($"{Operation} {pointer} without {member.Key}", replace($"{{{string.Join(',', members.Where(m => m.Key != member.Key).Select(Written))}}}"));
                yield return ($"{Operation} {pointer}/{member.Key.ToUpperInvariant()} in capitals", replace($"{{{string.Join(',', members.Select(m => Written(m.Key == member.Key ? KeyValuePair.Create(m.Key.ToUpperInvariant(), m.Value) : m)))}}}"));
            }
        }
    }

    /// <summary>The body with something else in one place.</summary>
    public string With(string pointer, string value) => PlacesOf(Body, "").Single(p => p.Pointer == pointer).Replace(value);

    private static string Written(KeyValuePair<string, JsonNode?> member) => $"\"{member.Key}\":{member.Value?.ToJsonString() ?? "null"}";

    private JsonNode? At(string pointer) => pointer.Split('/').Skip(1).Aggregate((JsonNode?)Body, (node, name) => node is JsonArray array ? array[int.Parse(name, global::System.Globalization.CultureInfo.InvariantCulture)] : node![name]);

    private IEnumerable<(string Pointer, JsonNode? At, Func<string, string> Replace)> PlacesOf(JsonNode node, string pointer)
    {
        var names = node switch
        {
            JsonObject members => members.Select(m => m.Key),
            JsonArray items => items.Select((_, i) => $"{i}"),
            _ => [],
        };
        foreach (var place in names.Select(name => $"{pointer}/{name}"))
        {
            yield return (place, At(place), value => WithMarker(place).Replace(Marker, value, StringComparison.Ordinal));
            foreach (var inner in At(place) is { } child ? PlacesOf(child, place) : [])
            {
                yield return inner;
            }
        }
    }

    private string WithMarker(string pointer)
    {
        var spoilt = this with { Body = Body.DeepClone().AsObject() };
        var (parent, name) = (pointer[..pointer.LastIndexOf('/')], pointer[(pointer.LastIndexOf('/') + 1)..]);
        if (spoilt.At(parent) is JsonArray array)
        {
            array[int.Parse(name, global::System.Globalization.CultureInfo.InvariantCulture)] = "here";
        }
        else
        {
            spoilt.At(parent)![name] = "here";
        }

        return spoilt.Body.ToJsonString();
    }
}
