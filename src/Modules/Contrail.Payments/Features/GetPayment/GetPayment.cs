using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features.GetPayment;

internal sealed class GetPaymentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/payments/{id}", HandleAsync)
        .WithName("GetPayment").WithSummary("A payment and its history")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<PaymentDetails>> HandleAsync(string id, ModuleRequest<PaymentsModule> request)
    {
        var payment = await request.FindAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, id);
        return payment is not null && (request.Caller.HasRole(Role.Operations) || await OrderAccess.IsCallersAsync(request, payment.OrderId))
            ? TypedResults.Ok(payment)
            : throw RefusedException.NotFound("Payment", id);
    }
}
