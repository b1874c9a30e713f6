using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;

namespace Contrail.Payments.Domain.Payments;

/// <summary>Asking the gateway, and what it answers or does not.</summary>
internal sealed partial class Payment
{
    /// <summary>What was asked under the key and not answered; null when it was answered or never asked.</summary>
    public GatewayRequest? Unanswered(string key) => asked.GetValueOrDefault(key);

    /// <summary>An answer to any attempt is an answer to all; what was answered before changes nothing.</summary>
    public void Hear(string key, GatewayAnswer answer)
    {
        if (Unanswered(key) is not { } request)
        {
            return;
        }

        switch (answer)
        {
            case GatewayAnswer.Approved approved:
                Succeed(request, approved.Id);
                break;
            case GatewayAnswer.Declined declined:
                Fail(request, declined);
                break;
            default:
                Apply(new PaymentAuthorizationPending(Id, key, request.Attempt));
                break;
        }
    }

    /// <summary>The gateway said nothing to an attempt.</summary>
    public void HearNothing(string key, int attempt)
    {
        if (Unanswered(key) is { } request && request.Attempt == attempt)
        {
            Apply(new PaymentGatewaySilent(Id, key, request.Operation, attempt));
        }
    }

    /// <summary>Asks again under the same key, unless the attempt was answered or is no longer the last.</summary>
    public void AskAgain(string key, int afterAttempt)
    {
        if (Unanswered(key) is { } request && request.Attempt == afterAttempt)
        {
            Ask(request.Next());
        }
    }

    private void Succeed(GatewayRequest request, string gatewayId)
    {
        switch (request.Operation)
        {
            case GatewayOperation.Authorization:
                Apply(new PaymentAuthorized(Id, OrderId, Amount, gatewayId, IsUnwanted: voidReason is not null));
                if (voidReason is not null)
                {
                    Release(voidReason);
                }

                break;
            case GatewayOperation.Capture:
                Apply(new PaymentCaptured(Id, OrderId, Amount, gatewayId));
                break;
            case GatewayOperation.Void:
                Apply(Status == PaymentStatus.Failed ? new PaymentAuthorizationReleased(Id) : new PaymentVoided(Id, OrderId, voidReason!));
                break;
            default:
                Apply(new PaymentRefunded(Id, OrderId, request.RefundId!, refunds[request.RefundId!].Amount));
                break;
        }
    }

    private void Fail(GatewayRequest request, GatewayAnswer.Declined declined)
    {
        var (code, reason) = declined.Code == GatewayAnswer.Declined.Abandoned
            ? ("gateway_timeout", "The payment service did not answer in time. It has confirmed that nothing was done.")
            : (declined.Code, declined.Reason);
        switch (request.Operation)
        {
            case GatewayOperation.Authorization:
                Apply(new PaymentFailed(Id, OrderId, PaymentStage.Authorization, code, reason));
                break;
            case GatewayOperation.Capture:
                Apply(new PaymentFailed(Id, OrderId, PaymentStage.Capture, code, reason));
                Release("The money could not be taken.");
                break;
            case GatewayOperation.Refund:
                Apply(new PaymentRefundFailed(Id, OrderId, request.RefundId!, refunds[request.RefundId!].Amount, code, reason));
                break;
            default:
                // Nothing that we know can lead to it. The event is parked, so that a person sees to it; nothing is claimed meanwhile.
                throw new InvalidOperationException($"The gateway refuses to void the authorisation of payment {Id}: {code}, {reason}");
        }
    }

    private void Release(string reason)
    {
        var request = GatewayRequest.First(Id, GatewayOperation.Void);
        Apply(new PaymentVoidRequested(Id, request.Key, authorizationId, reason, request.Attempt));
    }

    private void Ask(GatewayRequest request) => Apply(request switch
    {
        { IsAbandonment: true } => new PaymentAbandonmentRequested(Id, request.Key, request.Operation, request.Attempt),
        { Operation: GatewayOperation.Authorization } => new PaymentAuthorizationRequested(Id, OrderId, request.Key, token, Amount, request.Attempt),
        { Operation: GatewayOperation.Capture } => new PaymentCaptureRequested(Id, request.Key, authorizationId, Amount, request.Attempt),
        { Operation: GatewayOperation.Void } => new PaymentVoidRequested(Id, request.Key, authorizationId, voidReason!, request.Attempt),
        _ => AskForRefund(request, refunds[request.RefundId!]),
    });

    private PaymentRefundRequested AskForRefund(GatewayRequest request, Refunding refund) =>
        new(Id, request.RefundId!, request.Key, captureId, refund.Amount, refund.Reason, request.Attempt);
}
