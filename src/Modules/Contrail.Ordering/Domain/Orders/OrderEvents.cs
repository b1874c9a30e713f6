// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Ordering.Domain.Orders;

/// <summary>One thing that an order pays for, at the price it was offered.</summary>
internal sealed record OrderLine(string BookingId, string Reference, string Text, Money Price);

[EventType("ordering.order.drafted.v1")]
internal sealed record OrderDrafted(OrderId OrderId, string? UserId, ContactDetails Contact, IReadOnlyList<OrderLine> Lines, Money Total) : IDomainEvent;

[EventType("ordering.order.placed.v1")]
internal sealed record OrderPlaced(
    OrderId OrderId, string? UserId, ContactDetails Contact, IReadOnlyList<string> BookingIds, Money Total, DateTimeOffset PayBefore) : IDomainEvent;

/// <summary>A payment was declined and another may be tried.</summary>
[EventType("ordering.order.payment_declined.v1")]
internal sealed record OrderPaymentDeclined(
    OrderId OrderId, ContactDetails Contact, string PaymentId, string Reason, int AttemptsLeft, DateTimeOffset PayBefore,
    IReadOnlyList<string>? References = null) : IDomainEvent;

/// <summary>The seats of a booking were given back because nobody had paid; a payment may still be on its way.</summary>
[EventType("ordering.order.hold_expired.v1")]
internal sealed record OrderHoldExpired(OrderId OrderId, string BookingId) : IDomainEvent;

/// <summary>A booking of the order was cancelled.</summary>
[EventType("ordering.order.line_cancelled.v1")]
internal sealed record OrderLineCancelled(OrderId OrderId, string BookingId, string Reason, Money Refund, Money Retained) : IDomainEvent;

[EventType("ordering.order.paid.v1")]
internal sealed record OrderPaid(OrderId OrderId, string PaymentId, Money Amount) : IDomainEvent;

[EventType("ordering.order.confirmed.v1")]
internal sealed record OrderConfirmed(
    OrderId OrderId, string? UserId, IReadOnlyList<string> BookingIds, ContactDetails Contact, Money Total, string PaymentId,
    IReadOnlyList<string>? References = null) : IDomainEvent;

[EventType("ordering.order.expired.v1")]
internal sealed record OrderExpired(OrderId OrderId, ContactDetails Contact, string Reason, IReadOnlyList<string>? References = null) : IDomainEvent;

[EventType("ordering.order.cancelled.v1")]
internal sealed record OrderCancelled(OrderId OrderId, ContactDetails Contact, string Reason, IReadOnlyList<string>? References = null) : IDomainEvent;

[EventType("ordering.order.failed.v1")]
internal sealed record OrderFailed(OrderId OrderId, ContactDetails Contact, string Reason, IReadOnlyList<string>? References = null) : IDomainEvent;

[EventType("ordering.order.refund_requested.v1")]
internal sealed record OrderRefundRequested(OrderId OrderId, string RefundId, string BookingId, string PaymentId, Money Amount, string Reason) : IDomainEvent;

[EventType("ordering.order.refunded.v1")]
internal sealed record OrderRefunded(
    OrderId OrderId, string RefundId, string BookingId, ContactDetails Contact, Money Amount, string Reason, IReadOnlyList<string>? References = null) : IDomainEvent;

/// <summary>A refund that was asked for did not go through by itself; a person sees to it.</summary>
[EventType("ordering.order.refund_held_up.v1")]
internal sealed record OrderRefundHeldUp(OrderId OrderId, string RefundId, string BookingId, Money Amount) : IDomainEvent;
