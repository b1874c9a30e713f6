using Contrail.Contracts;

namespace Contrail.Ordering.Features.GetOrder;

/// <summary>An order as its owner sees it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Lines">What it pays for.</param>
/// <param name="Total">What it costs.</param>
/// <param name="PayBefore">Until when it must be paid, once placed.</param>
/// <param name="Payments">Attempts to pay, first to last.</param>
/// <param name="Refunds">Money that goes or went back.</param>
/// <param name="AttemptsLeft">How many more cards may be tried.</param>
/// <param name="Reason">Why it stands so, where that needs a reason.</param>
/// <param name="Next">What happens next, in words.</param>
/// <param name="IsFinal">Whether nothing will change by itself any more.</param>
/// <param name="CreatedAt">When it was drafted.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record OrderAnswer(
    string Id,
    OrderStatus Status,
    IReadOnlyList<OrderRowLine> Lines,
    Money Total,
    DateTimeOffset? PayBefore,
    IReadOnlyList<OrderRowPayment> Payments,
    IReadOnlyList<OrderRowRefund> Refunds,
    int? AttemptsLeft,
    string? Reason,
    string Next,
    bool IsFinal,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static OrderAnswer Of(OrderRow row) => new(
        row.Id, row.Status, row.Lines, row.Total, row.PayBefore, row.Payments, row.Refunds, row.AttemptsLeft, row.Reason, NextOf(row), IsFinalOf(row), row.CreatedAt,
        row.UpdatedAt);

    private static bool IsFinalOf(OrderRow row) =>
        row.Status is OrderStatus.Confirmed or OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Failed && row.Refunds.All(r => r.Status != "requested");

    private static string NextOf(OrderRow row) => row.Status switch
    {
        OrderStatus.Draft => "Place the order to lock the price.",
        OrderStatus.AwaitingPayment when row.AttemptsLeft < Processes.Purchase.MaxAttempts => $"The payment was declined. Try another card before {row.PayBefore:u}.",
        OrderStatus.AwaitingPayment => $"Pay before {row.PayBefore:u}, or the seats are given back.",
        OrderStatus.Paying => "Your payment is being processed. Asking again does not charge twice.",
        OrderStatus.Confirmed => "Tickets are issued. Nothing more to do.",
        _ when row.Refunds.Any(r => r.Status == "heldUp") => "A refund did not go through by itself. Our staff see to it; nothing is needed from you.",
        _ when row.Refunds.Any(r => r.Status == "requested") => "A refund is on its way.",
        _ when row.Refunds.Count > 0 => "The refund was given.",
        OrderStatus.Expired => "The seats were given back. Search again.",
        _ => "Nothing more to do.",
    };
}
