using Contrail.Contracts;

namespace Contrail.Ordering.Features.GetOrder;

/// <summary>How an order stands, as people see it.</summary>
internal enum OrderStatus
{
    /// <summary>Not placed yet: nothing is asked for.</summary>
    Draft,

    /// <summary>The price is locked, payment is awaited.</summary>
    AwaitingPayment,

    /// <summary>A payment is under way.</summary>
    Paying,

    /// <summary>Paid, tickets issued.</summary>
    Confirmed,

    /// <summary>Cancelled; what was paid goes back by the fare's conditions.</summary>
    Cancelled,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>It could not be paid or fulfilled; nothing was charged.</summary>
    Failed,
}

/// <summary>An order with everything that concerns it; a larger number is newer.</summary>
internal sealed record OrderRow(
    string Id,
    long Number,
    string? UserId,
    string Email,
    OrderStatus Status,
    IReadOnlyList<OrderRowLine> Lines,
    Money Total,
    DateTimeOffset? PayBefore,
    IReadOnlyList<OrderRowPayment> Payments,
    IReadOnlyList<OrderRowRefund> Refunds,
    int? AttemptsLeft,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version)
{
    /// <summary>Changes one payment, or adds it.</summary>
    public OrderRow WithPayment(OrderRowPayment payment) => this with { Payments = [.. Payments.Where(p => p.Id != payment.Id), payment] };

    /// <summary>Changes how one payment stands; one that is unknown stays unknown.</summary>
    public OrderRow WithPayment(string id, string status, string? why = null) =>
        this with { Payments = [.. Payments.Select(p => p.Id == id ? p with { Status = status, Reason = why } : p)] };
}

/// <summary>One thing that is paid for.</summary>
internal sealed record OrderRowLine(string BookingId, string Reference, string Text, Money Price, bool IsCancelled, Money? Refund, Money? Retained);

/// <summary>One payment for the order: <c>started</c>, <c>authorized</c>, <c>captured</c>, <c>failed</c> or <c>voided</c>.</summary>
internal sealed record OrderRowPayment(string Id, string Status, Money Amount, string Method, string? Brand, string? Last4, string? Reason);

/// <summary>Money that goes back: <c>requested</c>, <c>refunded</c>, or <c>heldUp</c> when it did not go through by itself and a person sees to it.</summary>
internal sealed record OrderRowRefund(string Id, string BookingId, string Status, Money Amount);
