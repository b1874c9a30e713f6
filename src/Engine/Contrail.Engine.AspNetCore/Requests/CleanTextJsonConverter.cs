using System.Text.Json;
using System.Text.Json.Serialization;

namespace Contrail.Engine.AspNetCore;

/// <summary>Takes texts that <see cref="Texts.IsClean"/>.</summary>
internal sealed class CleanTextJsonConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A text is expected here.");
        }

        return Clean(reader.GetString());
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Clean(reader.GetString())!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string? Clean(string? text) =>
        Texts.IsClean(text) ? text : throw new JsonException("Control characters and broken text are not taken.");
}
