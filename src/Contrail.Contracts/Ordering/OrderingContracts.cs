// The published language of Ordering. These names are the wire format: add optional members or a new version; never edit a name.
using Contrail.Contracts.Booking;
using Contrail.Engine.Events;

namespace Contrail.Contracts.Ordering;

/// <summary>The price is locked and payment is awaited.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="UserId">Whose; null for a guest.</param>
/// <param name="BookingIds">What it pays for.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="PayBefore">Until when.</param>
[EventType("ordering.order_placed.v1")]
public sealed record OrderPlacedV1(
    string OrderId, string? UserId, IReadOnlyList<string> BookingIds, ContactDetails Contact, Money Total, DateTimeOffset PayBefore);

/// <summary>A payment for the order was declined; whether another may be tried.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Reason">In words.</param>
/// <param name="AttemptsLeft">How many more payments may be tried.</param>
/// <param name="PayBefore">Until when.</param>
/// <param name="References">The record locators of the bookings that it is about; null in events of before they were told.</param>
[EventType("ordering.order_payment_declined.v1")]
public sealed record OrderPaymentDeclinedV1(string OrderId, ContactDetails Contact, string Reason, int AttemptsLeft, DateTimeOffset PayBefore, IReadOnlyList<string>? References = null);

/// <summary>Paid, tickets issued, done.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="UserId">Whose; null for a guest.</param>
/// <param name="BookingIds">What it paid for.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Total">What was paid.</param>
/// <param name="PaymentId">With what.</param>
/// <param name="References">The record locators of the bookings that it is about; null in events of before they were told.</param>
[EventType("ordering.order_confirmed.v1")]
public sealed record OrderConfirmedV1(
    string OrderId, string? UserId, IReadOnlyList<string> BookingIds, ContactDetails Contact, Money Total, string PaymentId,
    IReadOnlyList<string>? References = null);

/// <summary>The order ended without being fulfilled; no money was kept.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="How">In which way.</param>
/// <param name="Reason">In words.</param>
/// <param name="References">The record locators of the bookings that it is about; null in events of before they were told.</param>
[EventType("ordering.order_ended.v1")]
public sealed record OrderEndedV1(string OrderId, ContactDetails Contact, OrderEnd How, string Reason, IReadOnlyList<string>? References = null);

/// <summary>Money of a confirmed order was given back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="BookingId">For which booking.</param>
/// <param name="RefundId">The refund.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reason">In words.</param>
/// <param name="References">The record locators of the bookings that it is about; null in events of before they were told.</param>
[EventType("ordering.order_refunded.v1")]
public sealed record OrderRefundedV1(
    string OrderId, string BookingId, string RefundId, ContactDetails Contact, Money Amount, string Reason, IReadOnlyList<string>? References = null);

/// <summary>How an order can end without being fulfilled.</summary>
public enum OrderEnd
{
    /// <summary>Nobody paid in time.</summary>
    Expired,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>It could not be paid or fulfilled.</summary>
    Failed,
}
