using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Contrail.Engine.AspNetCore;

/// <summary>How large bodies may be.</summary>
public static class BodySizes
{
    /// <summary>Takes bodies up to so many bytes, where the host's limit is too low: for uploads.</summary>
    public static TBuilder AcceptBodiesUpTo<TBuilder>(this TBuilder endpoint, long bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Limit(bytes));

    private sealed record Limit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
