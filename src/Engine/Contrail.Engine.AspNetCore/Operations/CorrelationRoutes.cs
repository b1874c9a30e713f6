using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>What one intention of one person set off, in every module of this host.</summary>
internal static class CorrelationRoutes
{
    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/correlations/{id:guid}", GetAsync)
        .WithName("GetCorrelation").WithSummary("What one request set off, as a graph of commands and events over all modules").AllowAccess(Operations.Access);

    private static async Task<Ok<CausationGraph>> GetAsync(Guid id, RunningModules modules, Operations operations, CancellationToken cancellation)
    {
        var found = new List<(string Module, RecordedEvent Event)>();
        var searched = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var module in modules.All)
        {
            var index = operations.Correlations.Of(module);
            found.AddRange((await index.FindAsync(id, cancellation).ConfigureAwait(false)).Select(e => (module.Name, e)));
            searched[module.Name] = index.SearchedFrom;
        }

        return found.Count == 0
            ? throw RefusedException.NotFound("Correlation", id)
            : TypedResults.Ok(CausationGraph.Of(id, found, searched).Bounded());
    }
}
