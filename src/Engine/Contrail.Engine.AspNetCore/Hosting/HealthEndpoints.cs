using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Whether the process lives, and whether it can work.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAccess(AccessRule.Anyone);
        group.MapGet("/live", static () => TypedResults.Ok(new Health("alive", [])))
            .WithName("GetLiveness").WithSummary("Whether the process answers");
        group.MapGet("/ready", ReadyAsync)
            .WithName("GetReadiness").WithSummary("Whether every module's storage answers and its subscriptions keep up");
    }

    private static async Task<Results<Ok<Health>, JsonHttpResult<Health>>> ReadyAsync(RunningModules modules, CancellationToken cancellation)
    {
        var states = await Task.WhenAll(modules.All.Select(m => m.HealthAsync(cancellation: cancellation))).ConfigureAwait(false);
        var reports = states.Select(s => new ModuleReport(s.Module, s.IsReady, s.Reasons)).ToList();
        return reports.TrueForAll(r => r.Ready)
            ? TypedResults.Ok(new Health("ready", reports))
            : TypedResults.Json(new Health("not ready", reports), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>How a host is.</summary>
    internal sealed record Health(string Status, IReadOnlyList<ModuleReport> Modules);

    /// <summary>How a module is.</summary>
    internal sealed record ModuleReport(string Module, bool Ready, IReadOnlyList<string> Reasons);
}
