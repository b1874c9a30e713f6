using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features;
using Contrail.Payments.Gateway;

namespace Contrail.Payments.Reactions;

/// <summary>
/// Asks the gateway once for each recorded attempt, under the key that all attempts share: delivered again, after a crash at any
/// instant, it has the same effect and brings the same answer.
/// </summary>
internal static class AskGateway
{
    public static async Task<ICommand?> OnceAsync(PaymentId payment, string key, int attempt, Func<Task<GatewayAnswer>> ask)
    {
        try
        {
            return new RecordGatewayAnswer(payment, key, await ask());
        }
        catch (GatewaySilentException)
        {
            return new RecordGatewaySilence(payment, key, attempt);
        }
    }
}

internal sealed class AskForAuthorization(IPaymentGateway gateway) : ISideEffect<PaymentAuthorizationRequested>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<PaymentAuthorizationRequested> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        var asked = e.Event;
        return AskGateway.OnceAsync(
            asked.PaymentId, asked.Key, asked.Attempt, () => gateway.AuthorizeAsync(asked.Key, asked.Token, asked.Amount, asked.OrderId, cancellation));
    }
}

internal sealed class AskForCapture(IPaymentGateway gateway) : ISideEffect<PaymentCaptureRequested>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<PaymentCaptureRequested> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        var asked = e.Event;
        return AskGateway.OnceAsync(asked.PaymentId, asked.Key, asked.Attempt, () => gateway.CaptureAsync(asked.Key, asked.AuthorizationId, asked.Amount, cancellation));
    }
}

internal sealed class AskForVoid(IPaymentGateway gateway) : ISideEffect<PaymentVoidRequested>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<PaymentVoidRequested> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        var asked = e.Event;
        return AskGateway.OnceAsync(asked.PaymentId, asked.Key, asked.Attempt, () => gateway.VoidAsync(asked.Key, asked.AuthorizationId, cancellation));
    }
}

internal sealed class AskForRefund(IPaymentGateway gateway) : ISideEffect<PaymentRefundRequested>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<PaymentRefundRequested> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        var asked = e.Event;
        return AskGateway.OnceAsync(asked.PaymentId, asked.Key, asked.Attempt, () => gateway.RefundAsync(asked.Key, asked.CaptureId, asked.Amount, cancellation));
    }
}

internal sealed class AskForAbandonment(IPaymentGateway gateway) : ISideEffect<PaymentAbandonmentRequested>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<PaymentAbandonmentRequested> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        var asked = e.Event;
        return AskGateway.OnceAsync(asked.PaymentId, asked.Key, asked.Attempt, () => gateway.AbandonAsync(asked.Key, cancellation));
    }
}
