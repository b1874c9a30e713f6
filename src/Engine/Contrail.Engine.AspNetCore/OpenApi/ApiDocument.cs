using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Contrail.Engine.AspNetCore;

/// <summary>The OpenAPI document of a host.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static void AddContrailOpenApi(this IServiceCollection services) => services.AddOpenApi(Name, o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.AddDocumentTransformer(static (document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        o.AddOperationTransformer<OperationDetails>();
        o.AddSchemaTransformer<TextSchema>();
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Contrail",
            Version = Name,
            Description =
                "Event-sourced airline retailing. Unsafe requests may carry an Idempotency-Key: the same key with the same body has one effect and one answer. "
                + "Answers to commands carry Contrail-Position; send it back with a GET to read at least that state. Errors are problem details (RFC 9457) with a stable code. "
                + "Unknown members are refused. A guest holds a bearer token for what they booked; people with an account have a session cookie or a bearer token.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A user's or a guest's token." },
            ["session"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "contrail_session",
                Description = $"A browser's session. Unsafe requests also need the header {Sessions.AntiforgeryHeader}, from GET /api/session/antiforgery.",
            },
        };
    }
}
