using Contrail.Contracts.Payments;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Features;

internal sealed class AuthorizePaymentHandler : ICommandHandler<AuthorizePayment>
{
    public void Handle(AuthorizePayment command, IDecision decision)
    {
        var payment = decision.Load<Payment>(PaymentId.Named(command.PaymentId));
        payment.Authorize();
        decision.Unschedule(OrderPayment.ExpiryOf(payment.Id));
    }
}

internal sealed class CapturePaymentHandler : ICommandHandler<CapturePayment>
{
    public void Handle(CapturePayment command, IDecision decision) => decision.Load<Payment>(PaymentId.Named(command.PaymentId)).Capture();
}

internal sealed class VoidPaymentHandler : ICommandHandler<VoidPayment>
{
    public void Handle(VoidPayment command, IDecision decision)
    {
        var payment = decision.Load<Payment>(PaymentId.Named(command.PaymentId));
        payment.Void(command.Reason);
        decision.Unschedule(OrderPayment.ExpiryOf(payment.Id));
        OrderPayment.ReleaseIfOver(payment, decision);
    }
}

/// <summary>Nobody continued the payment.</summary>
[CommandType("payments.expire_started_payment.v1")]
internal sealed record ExpireStartedPayment(PaymentId PaymentId) : ICommand;

internal sealed class ExpireStartedPaymentHandler : ICommandHandler<ExpireStartedPayment>
{
    public void Handle(ExpireStartedPayment command, IDecision decision)
    {
        var payment = decision.Load<Payment>(command.PaymentId);
        payment.Expire();
        OrderPayment.ReleaseIfOver(payment, decision);
    }
}

/// <summary>The order has ended: what was reserved for it, or may be, is let go.</summary>
internal sealed record AbandonOrderPayment(string OrderId) : ICommand;

internal sealed class AbandonOrderPaymentHandler : ICommandHandler<AbandonOrderPayment>
{
    public void Handle(AbandonOrderPayment command, IDecision decision)
    {
        if (decision.ClaimedBy(OrderPayment.Scope, command.OrderId) is not { } claimant)
        {
            return;
        }

        var payment = decision.Load<Payment>(PaymentId.Named(claimant));
        if (payment.Status is PaymentStatus.Started or PaymentStatus.Authorizing or PaymentStatus.Authorized)
        {
            payment.Void("The order has ended.");
            decision.Unschedule(OrderPayment.ExpiryOf(payment.Id));
            OrderPayment.ReleaseIfOver(payment, decision);
        }
    }
}
