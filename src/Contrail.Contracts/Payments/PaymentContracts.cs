// The published language of Payments. These names are the wire format: add optional members or a new version; never edit a name.
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;

namespace Contrail.Contracts.Payments;

/// <summary>Somebody wants to pay for an order; nothing has been asked of the gateway yet.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">With what.</param>
/// <param name="Brand">Of the card, if it is one.</param>
/// <param name="Last4">Of the card, if it is one.</param>
[EventType("payments.payment_started.v1")]
public sealed record PaymentStartedV1(string PaymentId, string OrderId, Money Amount, PaymentMethod Method, string? Brand, string? Last4);

/// <summary>The money is reserved for us and not yet taken.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much.</param>
[EventType("payments.payment_authorized.v1")]
public sealed record PaymentAuthorizedV1(string PaymentId, string OrderId, Money Amount);

/// <summary>Nothing was or will be taken with this payment.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Stage">What failed.</param>
/// <param name="Code">A stable word, for example <c>declined</c>.</param>
/// <param name="Reason">In words.</param>
[EventType("payments.payment_failed.v1")]
public sealed record PaymentFailedV1(string PaymentId, string OrderId, PaymentStage Stage, string Code, string Reason);

/// <summary>The money was taken.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much.</param>
[EventType("payments.payment_captured.v1")]
public sealed record PaymentCapturedV1(string PaymentId, string OrderId, Money Amount);

/// <summary>The reserved money was let go; nothing was taken.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
[EventType("payments.payment_voided.v1")]
public sealed record PaymentVoidedV1(string PaymentId, string OrderId);

/// <summary>Money was given back.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="RefundId">The refund, as it was asked for.</param>
/// <param name="Amount">How much.</param>
[EventType("payments.payment_refunded.v1")]
public sealed record PaymentRefundedV1(string PaymentId, string OrderId, string RefundId, Money Amount);

/// <summary>The gateway will not give money back: a person must see to it.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="RefundId">The refund, as it was asked for.</param>
/// <param name="Reason">In words.</param>
[EventType("payments.payment_refund_failed.v1")]
public sealed record PaymentRefundFailedV1(string PaymentId, string OrderId, string RefundId, string Reason);

/// <summary>Asks Payments to reserve the money.</summary>
/// <param name="PaymentId">The payment.</param>
[CommandType("payments.authorize_payment.v1")]
public sealed record AuthorizePayment(string PaymentId) : ICommand;

/// <summary>Asks Payments to take the reserved money.</summary>
/// <param name="PaymentId">The payment.</param>
[CommandType("payments.capture_payment.v1")]
public sealed record CapturePayment(string PaymentId) : ICommand;

/// <summary>Asks Payments to let go of reserved money, or to make sure that none is reserved. Refused once it was taken.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Reason">In words.</param>
[CommandType("payments.void_payment.v1")]
public sealed record VoidPayment(string PaymentId, string Reason) : ICommand;

/// <summary>Asks Payments to give money back.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="RefundId">The same refund is given once.</param>
/// <param name="Amount">At most what was taken and not given back.</param>
/// <param name="Reason">In words.</param>
[CommandType("payments.refund_payment.v1")]
public sealed record RefundPayment(string PaymentId, string RefundId, Money Amount, string Reason) : ICommand;

/// <summary>Ways to pay.</summary>
public enum PaymentMethod
{
    /// <summary>A credit card.</summary>
    Card,

    /// <summary>A debit card.</summary>
    Debit,
}

/// <summary>What a payment was about to do.</summary>
public enum PaymentStage
{
    /// <summary>Reserving the money.</summary>
    Authorization,

    /// <summary>Taking it.</summary>
    Capture,
}
