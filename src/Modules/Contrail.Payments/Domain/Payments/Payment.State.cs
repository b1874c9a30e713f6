using Contrail.Contracts;

namespace Contrail.Payments.Domain.Payments;

/// <summary>What happened to it.</summary>
internal sealed partial class Payment
{
    private readonly Dictionary<string, GatewayRequest> asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refunding> refunds = new(StringComparer.Ordinal);
    private string token = "";
    private string authorizationId = "";
    private string captureId = "";
    private string? voidReason;

    private enum RefundState
    {
        Asked,
        Given,
        Failed,
    }

    private void When(PaymentStarted e)
    {
        (Id, OrderId, Amount, token) = (e.PaymentId, e.OrderId, e.Amount, e.Means.Token);
        Status = PaymentStatus.Started;
    }

    private void When(PaymentAuthorizationRequested e)
    {
        Status = PaymentStatus.Authorizing;
        Await(GatewayOperation.Authorization, e.Key, e.Attempt);
    }

    private void When(PaymentAuthorizationPending e) => WillRepeat(e.Key);

    private void When(PaymentAuthorized e)
    {
        (Status, authorizationId) = (PaymentStatus.Authorized, e.AuthorizationId);
        Settle(GatewayOperation.Authorization);
    }

    private void When(PaymentCaptureRequested e)
    {
        Status = PaymentStatus.Capturing;
        Await(GatewayOperation.Capture, e.Key, e.Attempt);
    }

    private void When(PaymentCaptured e)
    {
        (Status, captureId) = (PaymentStatus.Captured, e.CaptureId);
        Settle(GatewayOperation.Capture);
    }

    private void When(PaymentVoidWished e) => voidReason = e.Reason;

    private void When(PaymentVoidRequested e)
    {
        Status = Status == PaymentStatus.Failed ? PaymentStatus.Failed : PaymentStatus.Voiding;
        voidReason = e.Reason;
        Await(GatewayOperation.Void, e.Key, e.Attempt);
    }

    private void When(PaymentVoided e)
    {
        Status = PaymentStatus.Voided;
        Settle(GatewayOperation.Void);
    }

    private void When(PaymentAuthorizationReleased e) => Settle(GatewayOperation.Void);

    private void When(PaymentRefundRequested e)
    {
        refunds[e.RefundId] = new Refunding(e.Amount, e.Reason, RefundState.Asked);
        Await(GatewayOperation.Refund, e.Key, e.Attempt, e.RefundId);
    }

    private void When(PaymentRefunded e) => Settle(e.RefundId, RefundState.Given);

    private void When(PaymentRefundFailed e) => Settle(e.RefundId, RefundState.Failed);

    private void When(PaymentGatewaySilent e) => WillRepeat(e.Key);

    private void When(PaymentAbandonmentRequested e) => asked[e.Key] = asked[e.Key] with { Attempt = e.Attempt, IsScheduled = false };

    private void When(PaymentFailed e)
    {
        Status = PaymentStatus.Failed;
        asked.Clear();
    }

    private void Await(GatewayOperation operation, string key, int attempt, string? refundId = null) =>
        asked[key] = new GatewayRequest(operation, key, attempt, refundId);

    private void WillRepeat(string key) => asked[key] = asked[key] with { IsScheduled = true };

    private void Settle(GatewayOperation operation) => asked.Remove(GatewayRequest.First(Id, operation).Key);

    private void Settle(string refundId, RefundState state)
    {
        refunds[refundId] = refunds[refundId] with { State = state };
        asked.Remove(GatewayRequest.First(Id, GatewayOperation.Refund, refundId).Key);
    }

    private sealed record Refunding(Money Amount, string Reason, RefundState State);
}
