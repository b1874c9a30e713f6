using Contrail.Contracts.Payments;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments;

/// <summary>What other modules are told.</summary>
internal static class PaymentNews
{
    public static IReadOnlyList<Type> Contracts { get; } =
    [
        typeof(PaymentStartedV1), typeof(PaymentAuthorizedV1), typeof(PaymentFailedV1), typeof(PaymentCapturedV1), typeof(PaymentVoidedV1), typeof(PaymentRefundedV1),
        typeof(PaymentRefundFailedV1),
    ];

    public static object Of(PaymentStarted e) => new PaymentStartedV1(e.PaymentId.ToString(), e.OrderId, e.Amount, e.Means.Method, e.Means.Brand, e.Means.Last4);

    /// <summary>Nobody is to go on with a payment that is about to be voided.</summary>
    public static object? Of(PaymentAuthorized e) => e.IsUnwanted ? null : new PaymentAuthorizedV1(e.PaymentId.ToString(), e.OrderId, e.Amount);

    public static object Of(PaymentFailed e) => new PaymentFailedV1(e.PaymentId.ToString(), e.OrderId, e.Stage, e.Code, e.Reason);

    public static object Of(PaymentCaptured e) => new PaymentCapturedV1(e.PaymentId.ToString(), e.OrderId, e.Amount);

    public static object Of(PaymentVoided e) => new PaymentVoidedV1(e.PaymentId.ToString(), e.OrderId);

    public static object Of(PaymentRefunded e) => new PaymentRefundedV1(e.PaymentId.ToString(), e.OrderId, e.RefundId, e.Amount);

    public static object Of(PaymentRefundFailed e) => new PaymentRefundFailedV1(e.PaymentId.ToString(), e.OrderId, e.RefundId, e.Reason);
}
