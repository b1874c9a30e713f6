using Microsoft.AspNetCore.Builder;

namespace Contrail.Engine.AspNetCore;

/// <summary>Marks a route that takes no request without an <c>Idempotency-Key</c>.</summary>
public sealed record IdempotencyKeyRequired;

/// <summary>Requires idempotency keys.</summary>
public static class IdempotencyKeys
{
    /// <summary>Answers 400 to a request without an <c>Idempotency-Key</c>: for routes that move money.</summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new IdempotencyKeyRequired());
}
