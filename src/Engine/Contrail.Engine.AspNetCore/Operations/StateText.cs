using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// A state as JSON, for people: every public property and every private field by its name. Nothing is hidden but what the engine
/// keeps for itself, and secrets.
/// </summary>
internal static class StateText
{
    private const int MostDepth = 8;
    private const int MostItems = 500;

    public static JsonNode Of(EventSourced state) => Members(state, depth: 0);

    private static JsonNode? Node(object? value, int depth) => value switch
    {
        null => null,
        string or bool or char or Guid or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Enum or Uri => JsonSerializer.SerializeToNode(value, EventSerializer.Options),
        _ when value.GetType().IsPrimitive || value is decimal => JsonSerializer.SerializeToNode(value, EventSerializer.Options),
        _ when IsTypedId(value.GetType()) => value.ToString(),
        _ when depth > MostDepth => "...",
        IDictionary map => Map(map, depth),
        IEnumerable items => Items(items, depth),
        ITuple tuple => new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(i => Node(tuple[i], depth + 1))]),
        _ => Members(value, depth),
    };

    private static JsonObject Members(object value, int depth)
    {
        var json = new JsonObject();
        foreach (var (name, member) in MembersOf(value))
        {
            // A field can be named like a property that is made from it.
            json[json.ContainsKey(name) ? $"{name} (field)" : name] = Secrets.IsNamed(name) && member is not null ? Secrets.Hidden : Node(member, depth + 1);
        }

        return json;
    }

    private static IEnumerable<(string Name, object? Value)> MembersOf(object value)
    {
        var type = value.GetType();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanRead && p.GetIndexParameters().Length == 0))
        {
            yield return (Camel(property.Name), Read(() => property.GetValue(value)));
        }

        for (var declaring = type; declaring is not null && declaring.Assembly != typeof(EventSourced).Assembly && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(f => !f.Name.StartsWith('<')))
            {
                yield return (field.Name, field.GetValue(value));
            }
        }
    }

    /// <summary>A property that cannot be read says why instead.</summary>
    private static object? Read(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (TargetInvocationException e)
        {
            return $"({e.InnerException!.Message})";
        }
    }

    private static JsonObject Map(IDictionary map, int depth)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in map)
        {
            if (json.Count == MostItems)
            {
                json["..."] = $"{map.Count} in all";
                break;
            }

            json[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = Node(entry.Value, depth + 1);
        }

        return json;
    }

    private static JsonArray Items(IEnumerable items, int depth)
    {
        var json = new JsonArray();
        foreach (var item in items)
        {
            if (json.Count == MostItems)
            {
                json.Add("...");
                break;
            }

            json.Add(Node(item, depth + 1));
        }

        return json;
    }

    private static bool IsTypedId(Type type) => Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
