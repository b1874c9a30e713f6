// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Contracts.Ordering;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Processes;

[EventType("ordering.purchase.started.v1")]
internal sealed record PurchaseStarted(OrderId OrderId, IReadOnlyList<string> BookingIds, DateTimeOffset PayBefore) : IDomainEvent;

[EventType("ordering.purchase.payment_accepted.v1")]
internal sealed record PurchasePaymentAccepted(string PaymentId) : IDomainEvent;

[EventType("ordering.purchase.authorized.v1")]
internal sealed record PurchaseAuthorized(string PaymentId) : IDomainEvent;

/// <summary>The payment came to nothing: declined, or let go.</summary>
[EventType("ordering.purchase.payment_ended.v1")]
internal sealed record PurchasePaymentEnded(string PaymentId) : IDomainEvent;

[EventType("ordering.purchase.booking_confirmed.v1")]
internal sealed record PurchaseBookingConfirmed(string BookingId) : IDomainEvent;

/// <summary>A booking's seats are no longer held for this purchase.</summary>
[EventType("ordering.purchase.booking_released.v1")]
internal sealed record PurchaseBookingReleased(string BookingId) : IDomainEvent;

/// <summary>All tickets are issued: the money may be taken.</summary>
[EventType("ordering.purchase.capturing.v1")]
internal sealed record PurchaseCapturing(string PaymentId) : IDomainEvent;

/// <summary>It will not come to anything: what was done is being undone.</summary>
[EventType("ordering.purchase.compensating.v1")]
internal sealed record PurchaseCompensating(OrderEnd How, string Reason) : IDomainEvent;
