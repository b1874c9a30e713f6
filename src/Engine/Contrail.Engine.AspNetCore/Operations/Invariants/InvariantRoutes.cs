using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>What the airline promises, examined while it works.</summary>
internal static class InvariantRoutes
{
    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/invariants", ReportAsync)
        .WithName("CheckInvariants").WithSummary("Examines what is promised (seats, money, tickets, read models) and says what holds, what is in motion, what is violated")
        .AllowAccess(Operations.Access);

    private static async Task<Ok<InvariantReports>> ReportAsync(InvariantMonitor monitor, CancellationToken cancellation) =>
        TypedResults.Ok(await monitor.ReportAsync(cancellation).ConfigureAwait(false));
}
