// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Payments.Domain.Payments;

/// <summary>Somebody wants to pay; nothing was asked of the gateway.</summary>
[EventType("payments.payment.started.v1")]
internal sealed record PaymentStarted(PaymentId PaymentId, string OrderId, Money Amount, PaymentMeans Means) : IDomainEvent;

[EventType("payments.payment.authorization_requested.v1")]
internal sealed record PaymentAuthorizationRequested(PaymentId PaymentId, string OrderId, string Key, string Token, Money Amount, int Attempt) : IDomainEvent;

/// <summary>The gateway answers later, by webhook.</summary>
[EventType("payments.payment.authorization_pending.v1")]
internal sealed record PaymentAuthorizationPending(PaymentId PaymentId, string Key, int Attempt) : IDomainEvent;

/// <param name="IsUnwanted">Its void was asked for before the answer came.</param>
[EventType("payments.payment.authorized.v1")]
internal sealed record PaymentAuthorized(PaymentId PaymentId, string OrderId, Money Amount, string AuthorizationId, bool IsUnwanted) : IDomainEvent;

[EventType("payments.payment.capture_requested.v1")]
internal sealed record PaymentCaptureRequested(PaymentId PaymentId, string Key, string AuthorizationId, Money Amount, int Attempt) : IDomainEvent;

[EventType("payments.payment.captured.v1")]
internal sealed record PaymentCaptured(PaymentId PaymentId, string OrderId, Money Amount, string CaptureId) : IDomainEvent;

/// <summary>It is to be voided as soon as it is known whether anything is reserved.</summary>
[EventType("payments.payment.void_wished.v1")]
internal sealed record PaymentVoidWished(PaymentId PaymentId, string Reason) : IDomainEvent;

[EventType("payments.payment.void_requested.v1")]
internal sealed record PaymentVoidRequested(PaymentId PaymentId, string Key, string AuthorizationId, string Reason, int Attempt) : IDomainEvent;

[EventType("payments.payment.voided.v1")]
internal sealed record PaymentVoided(PaymentId PaymentId, string OrderId, string Reason) : IDomainEvent;

/// <summary>What was reserved by a payment that failed at its capture was let go.</summary>
[EventType("payments.payment.authorization_released.v1")]
internal sealed record PaymentAuthorizationReleased(PaymentId PaymentId) : IDomainEvent;

[EventType("payments.payment.refund_requested.v1")]
internal sealed record PaymentRefundRequested(
    PaymentId PaymentId, string RefundId, string Key, string CaptureId, Money Amount, string Reason, int Attempt) : IDomainEvent;

[EventType("payments.payment.refunded.v1")]
internal sealed record PaymentRefunded(PaymentId PaymentId, string OrderId, string RefundId, Money Amount) : IDomainEvent;

[EventType("payments.payment.refund_failed.v1")]
internal sealed record PaymentRefundFailed(PaymentId PaymentId, string OrderId, string RefundId, Money Amount, string Code, string Reason) : IDomainEvent;

/// <summary>No answer: whether the operation took place is not known.</summary>
[EventType("payments.payment.gateway_silent.v1")]
internal sealed record PaymentGatewaySilent(PaymentId PaymentId, string Key, GatewayOperation Operation, int Attempt) : IDomainEvent;

/// <summary>The gateway is asked that the operation never take place, unless it has.</summary>
[EventType("payments.payment.abandonment_requested.v1")]
internal sealed record PaymentAbandonmentRequested(PaymentId PaymentId, string Key, GatewayOperation Operation, int Attempt) : IDomainEvent;

/// <summary>Nothing was or will be taken.</summary>
[EventType("payments.payment.failed.v1")]
internal sealed record PaymentFailed(PaymentId PaymentId, string OrderId, PaymentStage Stage, string Code, string Reason) : IDomainEvent;
