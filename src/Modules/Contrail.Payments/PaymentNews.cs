using Contrail.Contracts.Payments;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments;

/// <summary>What other modules are told.</summary>
internal static class PaymentNews
{
    public static PaymentStartedV1 Of(PaymentStarted e) => new(e.PaymentId.ToString(), e.OrderId, e.Amount, e.Means.Method, e.Means.Brand, e.Means.Last4);

    /// <summary>Nobody is to go on with a payment that is about to be voided.</summary>
    public static PaymentAuthorizedV1? Of(PaymentAuthorized e) => e.IsUnwanted ? null : new(e.PaymentId.ToString(), e.OrderId, e.Amount);

    public static PaymentFailedV1 Of(PaymentFailed e) => new(e.PaymentId.ToString(), e.OrderId, e.Stage, e.Code, e.Reason);

    public static PaymentCapturedV1 Of(PaymentCaptured e) => new(e.PaymentId.ToString(), e.OrderId, e.Amount);

    public static PaymentVoidedV1 Of(PaymentVoided e) => new(e.PaymentId.ToString(), e.OrderId);

    public static PaymentRefundedV1 Of(PaymentRefunded e) => new(e.PaymentId.ToString(), e.OrderId, e.RefundId, e.Amount);

    public static PaymentRefundFailedV1 Of(PaymentRefundFailed e) => new(e.PaymentId.ToString(), e.OrderId, e.RefundId, e.Reason);
}
