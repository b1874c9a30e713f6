using System.Text.Json;
using System.Text.Json.Nodes;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// Keeps secrets out of what operators are shown: hashes of passwords, salts, tokens, by the names of the members that hold them. Whoever
/// may look after a host need not be able to sign in as somebody else.
/// </summary>
internal static class Secrets
{
    /// <summary>What is shown instead.</summary>
    public const string Hidden = "(not shown)";

    private static readonly string[] Words = ["password", "secret", "salt", "token"];

    /// <summary>Whether a member of this name holds a secret.</summary>
    public static bool IsNamed(string member) => Array.Exists(Words, word => member.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The JSON without its secrets; the same if it has none.</summary>
    public static JsonElement Hide(JsonElement json) =>
        Holds(json) ? JsonSerializer.SerializeToElement(Hide(JsonSerializer.SerializeToNode(json))) : json;

    private static bool Holds(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(member => IsNamed(member.Name) || Holds(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(Holds),
        _ => false,
    };

    private static JsonNode? Hide(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (IsNamed(name) && value is not null)
                    {
                        members[name] = Hidden;
                    }
                    else
                    {
                        Hide(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Hide(item);
                }

                break;
        }

        return json;
    }
}
