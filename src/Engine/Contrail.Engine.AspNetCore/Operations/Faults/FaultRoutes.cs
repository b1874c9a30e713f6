using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Failure simulation over HTTP; never in Production.</summary>
internal static class FaultRoutes
{
    public static void Map(IEndpointRouteBuilder ops)
    {
        ops.MapGet("/faults", (Operations operations) => TypedResults.Ok(FaultsOf(operations).All))
            .WithName("ListFaults").WithSummary("Lists the failures that are being simulated").AllowAccess(Operations.Access);
        ops.MapPost("/faults", Add)
            .WithName("SimulateFault").WithSummary("Simulates a failure: kills, failing or slow appends, failing projections, pausing subscriptions").AllowAccess(Operations.Access);
        ops.MapDelete("/faults/{id:int}", Remove)
            .WithName("EndFault").WithSummary("Ends one simulated failure").AllowAccess(Operations.Access);
        ops.MapDelete("/faults", Clear)
            .WithName("EndFaults").WithSummary("Ends all simulated failures").AllowAccess(Operations.Access);
    }

    private static Created<SetFault> Add(Fault body, Operations operations, RunningModules modules, HttpContext http)
    {
        var faults = FaultsOf(operations);
        _ = Operations.Module(modules, body.Module);
        try
        {
            var added = faults.Add(body, new Caller(http.User).Actor);
            return TypedResults.Created($"/api/ops/faults/{added.Id}", added);
        }
        catch (ArgumentException e)
        {
            throw Operations.Invalid("Fault_Must_Be_Complete", e.Message);
        }
    }

    private static NoContent Remove(int id, Operations operations) =>
        FaultsOf(operations).Remove(id) ? TypedResults.NoContent() : throw RefusedException.NotFound("Fault", id);

    private static Ok<EndedFaults> Clear(Operations operations) => TypedResults.Ok(new EndedFaults(FaultsOf(operations).Clear()));

    private static FaultInjection FaultsOf(Operations operations) => operations.Faults
        ?? throw new RefusedException(RefusalKind.Forbidden, "Faults_Must_Not_Be_Simulated_In_Production", "Failures are never simulated in Production. Use a rehearsal installation.");

    /// <summary>How many faults were ended.</summary>
    internal sealed record EndedFaults(int Ended);
}
