using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;

namespace Contrail.Payments.Domain.Payments;

/// <summary>Where a payment stands.</summary>
internal enum PaymentStatus
{
    Started,
    Authorizing,
    Authorized,
    Capturing,
    Captured,
    Voiding,
    Voided,
    Failed,
}

/// <summary>
/// One attempt to pay for an order: reserved once, taken at most once, given back at most as far as it was taken. Before anything is
/// asked of the gateway the question is recorded with its key; while there is no answer the question stays open.
/// </summary>
[StreamCategory("payment")]
internal sealed partial class Payment : AggregateRoot<PaymentId>
{
    private Payment()
    {
    }

    public string OrderId { get; private set; } = "";

    public Money Amount { get; private set; }

    public PaymentStatus Status { get; private set; }

    /// <summary>Given back.</summary>
    public Money Refunded => Sum(r => r.State == RefundState.Given);

    /// <summary>Whether another payment for the order may be tried.</summary>
    public bool IsOver => Status is PaymentStatus.Voided or PaymentStatus.Failed;

    public static Payment Start(PaymentId id, string orderId, Money total, bool awaitsPayment, PaymentMeans means)
    {
        Check(new OrderMustAwaitPaymentRule(awaitsPayment));
        Check(new PaymentAmountMustBePositiveRule(total));
        var payment = new Payment();
        payment.Apply(new PaymentStarted(id, orderId, total, means));
        return payment;
    }

    public void Authorize()
    {
        Check(new PaymentMustNotBeOverRule(Status));
        if (Status == PaymentStatus.Started)
        {
            Ask(GatewayRequest.First(Id, GatewayOperation.Authorization));
        }
    }

    public void Capture()
    {
        if (Status is PaymentStatus.Capturing or PaymentStatus.Captured)
        {
            return;
        }

        Check(new PaymentMustBeAuthorizedRule(Status));
        Ask(GatewayRequest.First(Id, GatewayOperation.Capture));
    }

    /// <summary>Lets go of what is reserved; if that is not known yet, as soon as it is.</summary>
    public void Void(string reason)
    {
        Check(new PaymentMustNotBeCapturedRule(Status));
        switch (Status)
        {
            case PaymentStatus.Started:
                Apply(new PaymentVoided(Id, OrderId, reason));
                break;
            case PaymentStatus.Authorizing when voidReason is null:
                Apply(new PaymentVoidWished(Id, reason));
                break;
            case PaymentStatus.Authorized:
                Release(reason);
                break;
        }
    }

    public void Refund(string refundId, Money amount, string reason)
    {
        if (refunds.TryGetValue(refundId, out var known))
        {
            Check(new PaymentRefundMustStayTheSameRule(known.Amount, amount));
            return;
        }

        Check(new PaymentMustBeCapturedRule(Status));
        Check(new PaymentRefundMustNotExceedWhatIsLeftRule(Amount - Sum(r => r.State != RefundState.Failed), amount));
        var request = GatewayRequest.First(Id, GatewayOperation.Refund, refundId);
        Apply(new PaymentRefundRequested(Id, refundId, request.Key, captureId, amount, reason, request.Attempt));
    }

    /// <summary>Nobody went on with it.</summary>
    public void Expire()
    {
        if (Status == PaymentStatus.Started)
        {
            Apply(new PaymentFailed(Id, OrderId, PaymentStage.Authorization, "expired", "The payment was not continued in time. Nothing was charged."));
        }
    }

    private Money Sum(Func<Refunding, bool> which) => Money.Sum(refunds.Values.Where(which).Select(r => r.Amount), Amount.Currency);
}
