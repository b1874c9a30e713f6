using System.Globalization;
using System.Text.Json.Nodes;
using Contrail.Engine.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contrail.Engine.AspNetCore;

/// <summary>Puts into each operation what holds for all of its kind: who may call it, headers, pages, problems.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var rule = metadata.OfType<AccessRule>().LastOrDefault();
        var isSafe = context.Description.HttpMethod is "GET" or "HEAD";
        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken).ConfigureAwait(false);
        context.Document?.AddComponent(nameof(Problem), problem);

        AddAccess(operation, context.Document, rule);
        AddParameters(operation, context, isSafe, metadata.OfType<IdempotencyKeyRequired>().Any());
        AddAnswerHeaders(operation, isSafe);
        AddOtherShapes(operation, context);
        foreach (var status in StatusesOf(rule, isSafe, metadata.OfType<Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute>().Any(), context))
        {
            AddProblem(operation, context.Document, status);
        }
    }

    /// <summary>Where one status has several shapes, all of them: the framework names the last only.</summary>
    private static void AddOtherShapes(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var answers = context.Description.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
            .Where(answer => answer.Type is { } type && type != typeof(void) && !typeof(IResult).IsAssignableFrom(type))
            .GroupBy(answer => answer.StatusCode);
        foreach (var answer in answers)
        {
            var types = answer.Select(a => a.Type!).Distinct().ToList();
            var known = operation.Responses?.GetValueOrDefault(answer.Key.ToString(CultureInfo.InvariantCulture))?.Content;
            if (types.Count < 2 || known is null || !known.TryGetValue("application/json", out var content))
            {
                continue;
            }

            // The framework has made a component of each, and forgotten to refer to it.
            var names = types.Select(type => OpenApiOptions.CreateDefaultSchemaReferenceId(EventSerializer.Options.GetTypeInfo(type))!);
            content.Schema = new OpenApiSchema { OneOf = [.. names.Select(name => new OpenApiSchemaReference(name, context.Document))] };
        }
    }

    private static void AddAccess(OpenApiOperation operation, OpenApiDocument? document, AccessRule? rule)
    {
        if (rule is null)
        {
            return;
        }

        operation.AddExtension("x-access", new JsonNodeExtension(new JsonObject
        {
            ["kind"] = JsonPointer.CamelCase(rule.Kind.ToString()),
            ["roles"] = new JsonArray([.. rule.Roles.Select(r => (JsonNode)r)]),
        }));
        operation.Security = rule.Kind == AccessKind.Anyone ? [] :
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
        ];
    }

    private static void AddParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isSafe, bool keyRequired)
    {
        if (isSafe && context.Description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) != true)
        {
            return;
        }

        if (isSafe)
        {
            AddHeader(operation, RequestContext.Position, "Read at least this state, as an answer to a command carried it; 503 if it cannot be read in time.");
        }
        else
        {
            AddHeader(operation, RequestContext.IdempotencyKey, "Chosen by the caller: the same key with the same body has one effect and an equal answer.", keyRequired);
            AddHeader(operation, "If-Match", "The ETag of the version to change; 412 if it has changed since. Where the resource has one.");
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<System.Reflection.MethodInfo>().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(Paging))))
        {
            Add(operation, new OpenApiParameter
            {
                Name = "limit", In = ParameterLocation.Query, Description = "Items on a page.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer, Minimum = "1", Maximum = Paging.MaxLimit.ToString(CultureInfo.InvariantCulture), Default = Paging.DefaultLimit,
                },
            });
            Add(operation, new OpenApiParameter
            {
                Name = "cursor", In = ParameterLocation.Query, Description = "The 'next' of the page before.", Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static void AddHeader(OpenApiOperation operation, string name, string description, bool isRequired = false) => Add(operation, new OpenApiParameter
    {
        Name = name, In = ParameterLocation.Header, Description = description, Required = isRequired, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });

    private static void Add(OpenApiOperation operation, OpenApiParameter parameter)
    {
        operation.Parameters ??= [];
        if (!operation.Parameters.Any(p => p.Name == parameter.Name && p.In == parameter.In))
        {
            operation.Parameters.Add(parameter);
        }
    }

    private static void AddAnswerHeaders(OpenApiOperation operation, bool isSafe)
    {
        foreach (var answer in operation.Responses?.Where(r => r.Key.StartsWith('2')).Select(r => r.Value).OfType<OpenApiResponse>() ?? [])
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            var (name, description) = isSafe
                ? ("ETag", "The version, where the answer is a single resource.")
                : (RequestContext.Position, "Where the log stood with the effect of this request.");
            answer.Headers.TryAdd(name, new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }

    private static IEnumerable<int> StatusesOf(AccessRule? rule, bool isSafe, bool isLimited, OpenApiOperationTransformerContext context)
    {
        var isOpen = rule is null || rule.Kind == AccessKind.Anyone;
        int?[] statuses =
        [
            400,
            isOpen ? null : 401,
            isOpen && isSafe ? null : 403,
            context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true ? 404 : null,
            isSafe ? null : 409,
            isSafe ? null : 422,
            isLimited ? 429 : null,
            503,
        ];
        return statuses.OfType<int>();
    }

    private static void AddProblem(OpenApiOperation operation, OpenApiDocument? document, int status)
    {
        var key = status.ToString(CultureInfo.InvariantCulture);
        operation.Responses ??= [];
        if (operation.Responses.TryGetValue(key, out var stated) && stated.Content is { Count: > 0 })
        {
            return;
        }

        operation.Responses[key] = new OpenApiResponse
        {
            Description = Problems.OfStatus(status).Title,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
            },
        };
    }
}
