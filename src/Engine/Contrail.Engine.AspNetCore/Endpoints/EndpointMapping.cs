using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Finds the endpoints of modules and maps them.</summary>
public static class EndpointMapping
{
    /// <summary>Maps every <see cref="IEndpoint"/> of the assemblies, each with validation of its body.</summary>
    public static void MapEndpointsOf(this IEndpointRouteBuilder routes, params IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies.Distinct())
        {
            var group = routes.MapGroup(string.Empty);
            group.AddEndpointFilterFactory(new InputChecks(assembly).Create);
            foreach (var endpoint in assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IEndpoint))))
            {
                Map(endpoint, group);
            }
        }
    }

    /// <summary>Refuses a host with a route that does not say who may call it.</summary>
    /// <exception cref="InvalidOperationException">Names the routes.</exception>
    public static void CheckAccessIsStated(this IEndpointRouteBuilder routes)
    {
        var open = routes.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<AccessRule>() is null)
            .Select(e => $"{string.Join(',', e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])} {e.RoutePattern.RawText}".Trim())
            .ToList();
        if (open.Count > 0)
        {
            throw new InvalidOperationException($"Nobody said who may call {string.Join("; ", open)}. Add .AllowAccess(AccessRule....) where the route is mapped.");
        }
    }

    private static void Map(Type endpoint, IEndpointRouteBuilder routes) =>
        typeof(EndpointMapping).GetMethod(nameof(MapOne), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(endpoint)
            .CreateDelegate<Action<IEndpointRouteBuilder>>()(routes);

    private static void MapOne<TEndpoint>(IEndpointRouteBuilder routes)
        where TEndpoint : IEndpoint => TEndpoint.Map(routes);
}
