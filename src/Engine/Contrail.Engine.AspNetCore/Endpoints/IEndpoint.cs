using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// One route of a module. Every implementation in a module's assembly is found and mapped; each must say who may call it with
/// <see cref="AccessExtensions.AllowAccess"/>, or the host does not start.
/// </summary>
public interface IEndpoint
{
    /// <summary>Maps the route.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}
