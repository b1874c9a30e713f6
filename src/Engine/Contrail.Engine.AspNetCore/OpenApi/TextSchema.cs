using Contrail.Engine.Domain;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contrail.Engine.AspNetCore;

/// <summary>Says that texts and ids are texts: types with a JSON converter of their own are otherwise described as anything at all.</summary>
internal sealed class TextSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var given = Nullable.GetUnderlyingType(type) ?? type;
        if (schema.Type is null && IsText(given))
        {
            var mayBeNull = given != type || context.JsonPropertyInfo?.IsGetNullable == true;
            schema.Type = mayBeNull ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true && context.JsonTypeInfo.ElementType is { } element && IsText(element))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
        }

        return Task.CompletedTask;
    }

    private static bool IsText(Type type) => type == typeof(string) || (type.IsValueType && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>)));
}
