using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features.Reconcile;

internal sealed class ReconcilePaymentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/ops/payments/reconciliation", HandleAsync)
        .WithName("ReconcilePayments").WithSummary("Compares our books with the payment gateway's")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<ReconciliationReport>> HandleAsync(
        ModuleRequest<PaymentsModule> request, [FromServices] PaymentsModule payments, CancellationToken cancellation) =>
        TypedResults.Ok(await new Reconciliation(request.Module, payments.Ledger).CompareAsync(cancellation));
}
