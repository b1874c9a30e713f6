using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// JSON over HTTP: camelCase, enums by name, typed ids as text. What is taken is taken strictly: no unknown and no repeated members,
/// no numbers in quotes, no comments, no control characters, at most 32 levels; whatever is not nullable is required.
/// </summary>
public static class StrictJson
{
    /// <summary>Deepest nesting of a body.</summary>
    public const int MaxDepth = 32;

    /// <summary>Applies the rules.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = MaxDepth;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new GivenIdJsonConverter());
        options.Converters.Add(new CleanTextJsonConverter());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequireWhatIsNotNullable);
    }

    private static void RequireWhatIsNotNullable(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { HasDefaultValue: false } parameter && !IsNullable(parameter))
            {
                member.IsRequired = true;
            }
        }
    }

    private static bool IsNullable(JsonParameterInfo parameter) =>
        parameter.ParameterType.IsValueType ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null : parameter.IsNullable;
}
