using Contrail.Contracts;
using Contrail.Contracts.Identity;
using Contrail.Contracts.Payments;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Payments.Domain.Payments;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features;

internal sealed class RefundPaymentHandler : ICommandHandler<RefundPayment>
{
    public void Handle(RefundPayment command, IDecision decision) =>
        decision.Load<Payment>(PaymentId.Named(command.PaymentId)).Refund(command.RefundId, command.Amount, command.Reason);
}

/// <summary>An agent gives money back.</summary>
internal sealed record GiveRefund(PaymentId PaymentId, Money Amount, string Reason) : ICommand<AskedRefund>;

internal sealed record AskedRefund(string Id, string PaymentId, string Status, Money Amount);

internal sealed class GiveRefundHandler : ICommandHandler<GiveRefund, AskedRefund>
{
    public AskedRefund Handle(GiveRefund command, IDecision decision)
    {
        var refundId = DerivedId.From(decision.CommandId, "refund").ToString("N");
        decision.Load<Payment>(command.PaymentId).Refund(refundId, command.Amount, command.Reason);
        return new AskedRefund(refundId, command.PaymentId.ToString(), "asked", command.Amount);
    }
}

internal sealed record RefundBody(Money Amount, string Reason);

internal sealed class RefundBodyValidator : AbstractValidator<RefundBody>
{
    public RefundBodyValidator()
    {
        RuleFor(b => b.Amount).Must(a => a.Minor > 0).WithMessage("Give back more than nothing.");
        RuleFor(b => b.Reason).Must(r => r is { Length: <= 500 } && !string.IsNullOrWhiteSpace(r)).WithMessage("Say why, in at most 500 characters.");
    }
}

internal sealed class GiveRefundEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/payments/{id}/refunds", HandleAsync)
        .WithName("GiveRefund").WithSummary("Gives money of a captured payment back")
        .RequireIdempotencyKey()
        .AllowAccess(AccessRule.Staff(Role.Agent));

    private static async Task<Accepted<AskedRefund>> HandleAsync(string id, RefundBody body, ModuleRequest<PaymentsModule> request) =>
        TypedResults.Accepted($"/api/payments/{id}", await request.ExecuteAsync(new GiveRefund(PaymentId.Named(id), body.Amount, body.Reason)));
}
