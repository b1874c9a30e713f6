using Contrail.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contrail.Host;

/// <summary>Describes money as it goes over HTTP, also where it stands in a list.</summary>
internal sealed class MoneySchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(Money))
        {
            Describe(schema);
        }
        else if (context.JsonTypeInfo.ElementType == typeof(Money))
        {
            schema.Items ??= Describe(new OpenApiSchema());
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Describe(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "An amount with exactly the decimals of its currency.";
        schema.AdditionalPropertiesAllowed = false;
        schema.Required = new HashSet<string> { "amount", "currency" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^-?\d{1,13}(\.\d{2,4})?$", Examples = ["123.45"] },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$", Examples = ["EUR"], Description = "ISO 4217." },
        };
        return schema;
    }
}
